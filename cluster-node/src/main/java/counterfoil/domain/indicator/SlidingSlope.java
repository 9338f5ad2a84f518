package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The mean of the last n values, and how they lean: the sum of {@code (i - (n + 1) / 2) x(i)} over the window, where i
 * counts from 1 at the oldest value. With both, a mean whose weights grow by one from value to value is
 * {@code mean + 2 lean / (n (n + 1))}, and the slope of the straight line of least squares is
 * {@code 12 lean / (n (n n - 1))}.
 *
 * <p>The window is the end of the previous block of n values and the beginning of the current one, as in
 * {@link SlidingSum}. The lean does not change when the same amount is taken from all values, so the beginning holds
 * distances from the block's first value and the end distances from its own last one; nothing that left the window and
 * nothing of the values' common level is in the sums, and n equal values lean by exactly 0. The end, grown backwards,
 * holds the sum of its distances and the sum of p times distance, where p counts from 1 at its oldest value: one more
 * value at the front makes every p one higher, so the second sum grows by the new first one.
 */
final class SlidingSlope {

    private final int length;
    private final double centre;
    private final double[] tailDistances;
    private final double[] tailWeighted;
    private double tailLast;
    private double headFirst;
    private double headDistances;
    private double headWeighted;
    private int next;
    private double lean = Double.NaN;

    SlidingSlope(int length) {
        this.length = length;
        centre = (length + 1) / 2.0;
        tailDistances = new double[length];
        tailWeighted = new double[length];
        Arrays.fill(tailDistances, Double.NaN);
        Arrays.fill(tailWeighted, Double.NaN);
    }

    private SlidingSlope(SlidingSlope other) {
        length = other.length;
        centre = other.centre;
        tailDistances = other.tailDistances;
        tailWeighted = other.tailWeighted;
        become(other);
    }

    /** Takes the next value and returns the mean of the last n; NaN for the first n - 1 values. */
    double add(double value) {
        if (next == 0) {
            headFirst = value;
        }
        double distance = value - headFirst;
        tailDistances[next++] = value;
        headDistances += distance;
        headWeighted += next * distance;
        if (next < length) {
            return join();
        }
        growFromTheEnd(tailDistances, tailWeighted);
        tailLast = value;
        headDistances = 0;
        headWeighted = 0;
        next = 0;
        lean = tailWeighted[0] - centre * tailDistances[0];
        return tailLast + tailDistances[0] / length;
    }

    /** How the same n values lean. */
    double lean() {
        return lean;
    }

    /** Another window in the same state, on the same arrays: only one may go on; see {@link SmoothedMean}. */
    SlidingSlope copy() {
        return new SlidingSlope(this);
    }

    /** Takes over the state of a window that began as a copy of this one. */
    void become(SlidingSlope other) {
        tailLast = other.tailLast;
        headFirst = other.headFirst;
        headDistances = other.headDistances;
        headWeighted = other.headWeighted;
        next = other.next;
        lean = other.lean;
    }

    void state(StateCells cells) {
        cells.values(tailDistances);
        cells.values(tailWeighted);
        tailLast = cells.value(tailLast);
        headFirst = cells.value(headFirst);
        headDistances = cells.value(headDistances);
        headWeighted = cells.value(headWeighted);
        next = cells.count(next);
        lean = cells.value(lean);
    }

    /** m values of the end, weighted from 1, and the others behind them, weighted from m + 1. */
    private double join() {
        int m = length - next;
        double step = headFirst - tailLast;
        double end = tailWeighted[next] - centre * tailDistances[next];
        double beginning = headWeighted + (m - centre) * headDistances;
        lean = end + beginning + step * m * next / 2;
        return headFirst + (tailDistances[next] + headDistances - m * step) / length;
    }

    private static void growFromTheEnd(double[] distances, double[] weighted) {
        double last = distances[distances.length - 1];
        double sum = 0;
        double grown = 0;
        for (int i = distances.length - 1; i >= 0; i--) {
            sum += distances[i] - last;
            grown += sum;
            distances[i] = sum;
            weighted[i] = grown;
        }
    }
}
