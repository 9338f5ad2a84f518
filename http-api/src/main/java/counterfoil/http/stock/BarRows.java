package counterfoil.http.stock;

import counterfoil.http.Faults;
import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.StockCommand;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** The rows of an import in columns that grow, in the order given, and what they become: bars in the order of time. */
final class BarRows {
    /** Values of a row after its time: open, high, low, close, volume. */
    static final int VALUES = 5;

    /** Largest value, positive or negative: sums and products of a whole history stay finite below it. */
    static final double MAX_VALUE = 1e18;

    /** Says that a value is beyond that; the value follows. */
    static final String OUT_OF_RANGE = "a number out of range (at most 1e18): ";

    private static final int FIRST_CAPACITY = 16;
    private static final int ROW_BITS = 17;

    private final String limitPointer;
    private int size;
    private long[] time = new long[FIRST_CAPACITY];
    private final double[][] columns = new double[VALUES][FIRST_CAPACITY];
    private double[] adjusted = new double[FIRST_CAPACITY];
    private boolean hasAdjusted;
    private double[] sortedAdjusted = {};

    /** No rows yet; {@code limitPointer} is where the fault of too many is shown. */
    BarRows(String limitPointer) {
        this.limitPointer = limitPointer;
    }

    int size() {
        return size;
    }

    /** Refuses another row when there are {@link BarsBody#MAX_BARS}. */
    void requireRoom() {
        if (size == BarsBody.MAX_BARS) {
            throw Faults.limit(limitPointer, "at most " + BarsBody.MAX_BARS + " bars at once");
        }
    }

    /** Adds a row, also one with faults, so that row numbers stay right; copies the values. */
    void add(long at, double[] values) {
        add(at, values, Double.NaN);
    }

    /** The same with the source's adjusted close, NaN without one. */
    void add(long at, double[] values, double adjustedClose) {
        requireRoom();
        if (size == time.length) {
            time = Arrays.copyOf(time, 2 * size);
            adjusted = Arrays.copyOf(adjusted, 2 * size);
            for (int i = 0; i < VALUES; i++) {
                columns[i] = Arrays.copyOf(columns[i], 2 * size);
            }
        }
        time[size] = at;
        adjusted[size] = adjustedClose;
        hasAdjusted |= !Double.isNaN(adjustedClose);
        for (int i = 0; i < VALUES; i++) {
            // The sum turns -0 into 0, so that equal values are equal to the bit.
            columns[i][size] = values[i] + 0.0;
        }
        size++;
    }

    /** States the time of a row that was added. */
    void setTime(int row, long at) {
        time[row] = at;
    }

    /**
     * The rows by time, oldest first. One time in two rows is a fault at the later row that names the earlier one;
     * {@code pointer} says where the time of a row stands.
     */
    Bars sorted(Timeframe timeframe, Faults faults, IntFunction<String> pointer) {
        // Seconds of three centuries take 35 bits and a row number 17, so one long holds both and sorts by both.
        long[] keys = new long[size];
        for (int row = 0; row < size; row++) {
            keys[row] = (time[row] << ROW_BITS) | row;
        }
        Arrays.sort(keys);
        long[] times = new long[size];
        double[][] values = new double[VALUES][size];
        sortedAdjusted = new double[size];
        for (int i = 0; i < size; i++) {
            int row = row(keys[i]);
            times[i] = time[row];
            sortedAdjusted[i] = adjusted[row];
            if (i > 0 && times[i] == times[i - 1]) {
                faults.add(
                        pointer.apply(row),
                        "duplicate: " + timeframe.format(times[i]) + " is also at " + pointer.apply(row(keys[i - 1])));
            }
            for (int column = 0; column < VALUES; column++) {
                values[column][i] = columns[column][row];
            }
        }
        faults.refuseIfAny();
        return new Bars(times, values[0], values[1], values[2], values[3], values[4]);
    }

    /** What the adjusted closes of sorted days say of their adjustment; a fault when they say too many things. */
    List<AdjustmentRun> stated(Bars bars, Faults faults) {
        if (!hasAdjusted) {
            return List.of();
        }
        List<AdjustmentRun> runs = AdjustedCloses.runs(bars, sortedAdjusted);
        if (runs.size() > StockCommand.MAX_RUNS) {
            faults.add(
                    limitPointer,
                    "the adjusted closes change their factor " + runs.size() + " times, at most "
                            + StockCommand.MAX_RUNS + " are allowed: they are not adjusted closes");
        }
        faults.refuseIfAny();
        return runs;
    }

    private static int row(long key) {
        return (int) (key & ((1 << ROW_BITS) - 1));
    }
}
