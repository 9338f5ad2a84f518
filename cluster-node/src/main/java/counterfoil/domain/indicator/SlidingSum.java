package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The sum of the last n values, free of drift.
 *
 * <p>The stream is cut into blocks of n values. A window of n values always consists of the end of the previous block
 * and the beginning of the current one. {@code tail[i]} is the sum of the previous block from its value i to its end,
 * for every i that the current block has not reached; below that the array collects the current block's own values.
 * When the current block is complete, its values are turned into such tail sums in place and it becomes the previous
 * one. A window is then one addition, {@code tail[k] + head}. Nothing is ever subtracted: a value that has left the
 * window leaves no rounding error behind, and the cost is two additions per value on average. (The two-stack queue of
 * Tangwongsan, Hirzel, Schneider and Wu, "General incremental sliding-window aggregation", VLDB 2015.)
 */
final class SlidingSum {

    private final double[] tail;
    private double head;
    private int next;

    SlidingSum(int length) {
        tail = new double[length];
        Arrays.fill(tail, Double.NaN);
    }

    private SlidingSum(SlidingSum other) {
        tail = other.tail;
        become(other);
    }

    /** Takes the next value and returns the sum of the last n; NaN for the first n - 1 values. */
    double add(double value) {
        head += value;
        tail[next++] = value;
        if (next < tail.length) {
            return tail[next] + head;
        }
        sumFromTheEnd(tail);
        head = 0;
        next = 0;
        return tail[0];
    }

    /** Another sum in the same state, on the same array: only one of the two may go on; see {@link SmoothedMean}. */
    SlidingSum copy() {
        return new SlidingSum(this);
    }

    /** Takes over the state of a sum that began as a copy of this one. */
    void become(SlidingSum other) {
        head = other.head;
        next = other.next;
    }

    void state(StateCells cells) {
        cells.values(tail);
        head = cells.value(head);
        next = cells.count(next);
    }

    private static void sumFromTheEnd(double[] values) {
        double sum = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            sum += values[i];
            values[i] = sum;
        }
    }
}
