package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The highest or the lowest of the last n values, and how long ago it was reached; of equal values the latest counts.
 *
 * <p>The window is the end of the previous block of n values and the beginning of the current one, as in
 * {@link SlidingSum}, with the maximum in place of the sum: two comparisons per value on average and no search. The
 * lowest is the highest of the negated values, which changes no digit. A NaN makes every window that holds it NaN.
 *
 * <p>Maxima of ends fall from one place to the next, so the place of the one in use is the last that is equal to it, and
 * moves forward only while the end becomes shorter.
 */
final class SlidingExtreme {

    private final double sign;
    private final double[] tail;
    private double head = Double.NEGATIVE_INFINITY;
    private int headAt;
    private int tailAt;
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
        if (signed >= head) {
            headAt = next;
        }
        head = Math.max(head, signed);
        tail[next++] = signed;
        if (next < tail.length) {
            return sign * Math.max(tail[next], head);
        }
        highestFromTheEnd(tail);
        head = Double.NEGATIVE_INFINITY;
        tailAt = 0;
        next = 0;
        return sign * tail[0];
    }

    /** How many values were taken since the extreme, from 0 to n - 1; without meaning while the extreme is NaN. */
    int age() {
        double end = tail[next];
        if (head >= end) {
            return next - 1 - headAt;
        }
        tailAt = Math.max(tailAt, next);
        while (tailAt + 1 < tail.length && tail[tailAt + 1] == end) {
            tailAt++;
        }
        return next - 1 - tailAt + tail.length;
    }

    /** Another window in the same state, on the same array: only one of the two may go on; see {@link SmoothedMean}. */
    SlidingExtreme copy() {
        return new SlidingExtreme(this);
    }

    /** Takes over the state of a window that began as a copy of this one. */
    void become(SlidingExtreme other) {
        head = other.head;
        headAt = other.headAt;
        tailAt = other.tailAt;
        next = other.next;
    }

    void state(StateCells cells) {
        cells.values(tail);
        head = cells.value(head);
        headAt = cells.count(headAt);
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
