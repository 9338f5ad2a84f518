package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The sum of the last n values and the sum of their squared deviations from their own mean, the latter accurate also
 * where the deviations are tiny beside the values or beside what the window held before.
 *
 * <p>The textbook difference of two sums loses all digits there, and adding to and subtracting from a running sum keeps
 * the rounding errors of every large value it ever held. Here the window is the end of the previous block of n values
 * and the beginning of the current one, as in {@link SlidingSum}. The beginning grows forwards from the block's first
 * value, the end grew backwards from the block's last value; both sum the distances from that value, and their squares
 * by the recurrence of Youngs and Cramer (Technometrics 13, 1971): with S the sum of k distances, the k-th one d adds
 * {@code (k d - S)^2 / (k (k - 1))}. The two parts are joined by the formula of Chan, Golub and LeVeque (American
 * Statistician 37, 1983): both sums of squares, plus the squared difference of the means times {@code k (n - k) / n}.
 * All terms are positive, so nothing cancels; means are held as distances too; n equal values give exactly 0.
 */
final class SlidingMoments {

    private final int length;
    private final double[] tailSum;
    private final double[] tailOffset;
    private final double[] tailSquares;
    private final double[] reciprocal;
    private double tailLast;
    private double headSum;
    private double headFirst;
    private double headDistances;
    private double headSquares;
    private int next;
    private double squares = Double.NaN;

    SlidingMoments(int length) {
        this.length = length;
        tailSum = new double[length];
        tailOffset = new double[length];
        tailSquares = new double[length];
        Arrays.fill(tailSum, Double.NaN);
        Arrays.fill(tailOffset, Double.NaN);
        reciprocal = new double[length + 1];
        for (int i = 1; i <= length; i++) {
            reciprocal[i] = 1.0 / i;
        }
    }

    private SlidingMoments(SlidingMoments other) {
        length = other.length;
        tailSum = other.tailSum;
        tailOffset = other.tailOffset;
        tailSquares = other.tailSquares;
        reciprocal = other.reciprocal;
        become(other);
    }

    /** Takes the next value and returns the sum of the last n; NaN for the first n - 1 values. */
    double add(double value) {
        if (next == 0) {
            headFirst = value;
        }
        tailSum[next++] = value;
        headSum += value;
        double distance = value - headFirst;
        headDistances += distance;
        headSquares += growth(next, distance, headDistances, reciprocal);
        if (next < length) {
            return join();
        }
        growFromTheEnd(tailSum, tailOffset, tailSquares, reciprocal);
        tailLast = value;
        squares = tailSquares[0];
        headSum = 0;
        headDistances = 0;
        headSquares = 0;
        next = 0;
        return tailSum[0];
    }

    /** The sum of squared deviations of the same n values from their mean. */
    double squares() {
        return squares;
    }

    /** Another window in the same state, on the same arrays: only one may go on; see {@link SmoothedMean}. */
    SlidingMoments copy() {
        return new SlidingMoments(this);
    }

    /** Takes over the state of a window that began as a copy of this one. */
    void become(SlidingMoments other) {
        tailLast = other.tailLast;
        headSum = other.headSum;
        headFirst = other.headFirst;
        headDistances = other.headDistances;
        headSquares = other.headSquares;
        next = other.next;
        squares = other.squares;
    }

    void state(StateCells cells) {
        cells.values(tailSum);
        cells.values(tailOffset);
        cells.values(tailSquares);
        tailLast = cells.value(tailLast);
        headSum = cells.value(headSum);
        headFirst = cells.value(headFirst);
        headDistances = cells.value(headDistances);
        headSquares = cells.value(headSquares);
        next = cells.count(next);
        squares = cells.value(squares);
    }

    private double join() {
        int k = next;
        double between = headFirst - tailLast + headDistances * reciprocal[k] - tailOffset[k];
        squares = tailSquares[k] + headSquares + between * between * k * (length - k) * reciprocal[length];
        return tailSum[k] + headSum;
    }

    private static void growFromTheEnd(double[] sums, double[] offsets, double[] squares, double[] reciprocal) {
        double last = sums[sums.length - 1];
        double sum = 0;
        double distances = 0;
        double grown = 0;
        for (int count = 1, i = sums.length - 1; i >= 0; count++, i--) {
            double distance = sums[i] - last;
            sum += sums[i];
            distances += distance;
            grown += growth(count, distance, distances, reciprocal);
            sums[i] = sum;
            offsets[i] = distances * reciprocal[count];
            squares[i] = grown;
        }
    }

    private static double growth(int count, double distance, double distances, double[] reciprocal) {
        double excess = count * distance - distances;
        return excess * excess * reciprocal[count] * reciprocal[count - 1];
    }
}
