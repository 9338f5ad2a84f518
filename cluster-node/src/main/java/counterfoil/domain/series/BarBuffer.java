package counterfoil.domain.series;

import counterfoil.market.Bars;
import java.util.Arrays;

/** Collects bars into columns that grow as needed. */
public final class BarBuffer implements BarReader {
    private static final int FIRST_CAPACITY = 256;

    private long[] time = new long[FIRST_CAPACITY];
    private final double[][] values = new double[5][FIRST_CAPACITY];
    private int size;

    @Override
    public void take(long at, double open, double high, double low, double close, double volume) {
        if (size == time.length) {
            time = Arrays.copyOf(time, size * 2);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], size * 2);
            }
        }
        time[size] = at;
        values[0][size] = open;
        values[1][size] = high;
        values[2][size] = low;
        values[3][size] = close;
        values[4][size] = volume;
        size++;
    }

    /** Number of bars taken. */
    public int size() {
        return size;
    }

    /** Time of bar {@code i} in epoch seconds. */
    public long time(int i) {
        return time[i];
    }

    /** Times from bar {@code from} to before bar {@code to}. */
    public long[] times(int from, int to) {
        return Arrays.copyOfRange(time, from, to);
    }

    /** A column, cut to size: 0 open, 1 high, 2 low, 3 close, 4 volume. */
    public double[] column(int i) {
        return Arrays.copyOf(values[i], size);
    }

    /** The bars from {@code from} to before {@code to}. */
    public Bars bars(int from, int to) {
        return new Bars(
                times(from, to),
                Arrays.copyOfRange(values[0], from, to),
                Arrays.copyOfRange(values[1], from, to),
                Arrays.copyOfRange(values[2], from, to),
                Arrays.copyOfRange(values[3], from, to),
                Arrays.copyOfRange(values[4], from, to));
    }

    /** Index of the first bar at or after a time; {@link #size()} when all are before it. */
    public int indexAtOrAfter(long at) {
        int found = Arrays.binarySearch(time, 0, size, at);
        return found >= 0 ? found : -found - 1;
    }
}
