package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The highest or the lowest of the last n values.
 *
 * <p>The window is the end of the previous block of n values and the beginning of the current one, as in
 * {@link SlidingSum}, with the maximum in place of the sum: two comparisons per value on average and no search. The
 * lowest is the highest of the negated values, which changes no digit. A NaN makes every window that holds it NaN.
 */
final class SlidingExtreme {

    private final double sign;
    private final double[] tail;
    private double head = Double.NEGATIVE_INFINITY;
    private int next;

    private SlidingExtreme(int length, double sign) {
        this.sign = sign;
        tail = new double[length];
        Arrays.fill(tail, Double.NaN);
    }

    private SlidingExtreme(SlidingExtreme other) {
        sign = other.sign;
        tail = other.tail;
        become(other);
    }

    static SlidingExtreme highest(int length) {
        return new SlidingExtreme(length, 1);
    }

    static SlidingExtreme lowest(int length) {
        return new SlidingExtreme(length, -1);
    }

    /** Takes the next value and returns the extreme of the last n; NaN for the first n - 1 values. */
    double add(double value) {
        double signed = sign * value;
        head = Math.max(head, signed);
        tail[next++] = signed;
        if (next < tail.length) {
            return sign * Math.max(tail[next], head);
        }
        highestFromTheEnd(tail);
        head = Double.NEGATIVE_INFINITY;
        next = 0;
        return sign * tail[0];
    }

    /** Another window in the same state, on the same array: only one of the two may go on; see {@link SmoothedMean}. */
    SlidingExtreme copy() {
        return new SlidingExtreme(this);
    }

    /** Takes over the state of a window that began as a copy of this one. */
    void become(SlidingExtreme other) {
        head = other.head;
        next = other.next;
    }

    void state(StateCells cells) {
        cells.values(tail);
        head = cells.value(head);
        next = cells.count(next);
    }

    private static void highestFromTheEnd(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = values.length - 1; i >= 0; i--) {
            highest = Math.max(highest, values[i]);
            values[i] = highest;
        }
    }
}
