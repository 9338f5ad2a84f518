package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The state of an updater as a row of 64-bit cells. An updater names every number that it keeps once, in
 * {@link Indicator#state}, as {@code balance = cells.value(balance)}; the same lines write the row and read it back, so
 * the two can never name different numbers or another order.
 *
 * <p>Only what bars have changed belongs here: periods, weights and all else that follows from the parameters is made
 * anew by the updater's constructor.
 */
public final class StateCells {

    private final boolean reading;
    private long[] cells;
    private int next;

    private StateCells(boolean reading, long[] cells) {
        this.reading = reading;
        this.cells = cells;
    }

    /** The row of an updater as it is now. */
    static long[] of(Indicator updater) {
        StateCells cells = new StateCells(false, new long[16]);
        updater.state(cells);
        return Arrays.copyOf(cells.cells, cells.next);
    }

    /** Puts the updater into the state of the row; false where the row is not as long as the updater's own. */
    static boolean restore(Indicator updater, long[] row) {
        StateCells cells = new StateCells(true, row);
        updater.state(cells);
        return cells.next == row.length;
    }

    /** The number to keep: {@code now} when the row is written, the one from the row when it is read. */
    double value(double now) {
        return Double.longBitsToDouble(cell(Double.doubleToRawLongBits(now)));
    }

    /** As {@link #value(double)}. */
    int count(int now) {
        return (int) cell(now);
    }

    /** As {@link #value(double)}. */
    boolean flag(boolean now) {
        return cell(now ? 1 : 0) != 0;
    }

    /** All numbers of an array, which is filled in place when the row is read. */
    void values(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = value(values[i]);
        }
    }

    private long cell(long now) {
        int at = next++;
        if (reading) {
            return at < cells.length ? cells[at] : 0;
        }
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, 2 * at);
        }
        cells[at] = now;
        return now;
    }
}
