package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable run of bars, oldest first, kept in columns. Its JSON form is columnar too, with times in epoch seconds:
 * {@code {"t":[…],"o":[…],"h":[…],"l":[…],"c":[…],"v":[…]}}.
 */
public final class Bars {
    /** No bars. */
    public static final Bars EMPTY =
            new Bars(new long[0], new double[0], new double[0], new double[0], new double[0], new double[0]);

    @JsonProperty("t")
    private final long[] time;

    @JsonProperty("o")
    private final double[] open;

    @JsonProperty("h")
    private final double[] high;

    @JsonProperty("l")
    private final double[] low;

    @JsonProperty("c")
    private final double[] close;

    @JsonProperty("v")
    private final double[] volume;

    /**
     * Takes ownership of the columns: the caller must not keep them.
     *
     * @throws IllegalArgumentException if the columns differ in length, times do not increase, or a value is not finite
     */
    @JsonCreator
    public Bars(
            @JsonProperty("t") long[] time,
            @JsonProperty("o") double[] open,
            @JsonProperty("h") double[] high,
            @JsonProperty("l") double[] low,
            @JsonProperty("c") double[] close,
            @JsonProperty("v") double[] volume) {
        this.time = time;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        int n = time.length;
        if (open.length != n || high.length != n || low.length != n || close.length != n || volume.length != n) {
            throw new IllegalArgumentException("columns of bars differ in length");
        }
        for (int i = 0; i < n; i++) {
            if (i > 0 && time[i] <= time[i - 1]) {
                throw new IllegalArgumentException("bar times must increase: " + time[i - 1] + " then " + time[i]);
            }
            if (!Double.isFinite(open[i] + high[i] + low[i] + close[i]) || !Double.isFinite(volume[i])) {
                throw new IllegalArgumentException("a bar's values must be finite, at " + time[i]);
            }
        }
    }

    /** The given bars in columns. */
    public static Bars of(List<Bar> bars) {
        int n = bars.size();
        long[] time = new long[n];
        double[][] columns = new double[5][n];
        for (int i = 0; i < n; i++) {
            Bar bar = bars.get(i);
            time[i] = bar.time();
            columns[0][i] = bar.open();
            columns[1][i] = bar.high();
            columns[2][i] = bar.low();
            columns[3][i] = bar.close();
            columns[4][i] = bar.volume();
        }
        return new Bars(time, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Number of bars. */
    public int size() {
        return time.length;
    }

    /** Start of bar {@code i} in epoch seconds. */
    public long time(int i) {
        return time[i];
    }

    /** Opening price of bar {@code i}. */
    public double open(int i) {
        return open[i];
    }

    /** Highest price of bar {@code i}. */
    public double high(int i) {
        return high[i];
    }

    /** Lowest price of bar {@code i}. */
    public double low(int i) {
        return low[i];
    }

    /** Closing price of bar {@code i}. */
    public double close(int i) {
        return close[i];
    }

    /** Volume of bar {@code i}. */
    public double volume(int i) {
        return volume[i];
    }

    /** Bar {@code i} as a record. */
    public Bar get(int i) {
        return new Bar(time[i], open[i], high[i], low[i], close[i], volume[i]);
    }

    /** The bars from index {@code from} to before index {@code to}. */
    public Bars slice(int from, int to) {
        return from == 0 && to == size()
                ? this
                : new Bars(
                        Arrays.copyOfRange(time, from, to),
                        Arrays.copyOfRange(open, from, to),
                        Arrays.copyOfRange(high, from, to),
                        Arrays.copyOfRange(low, from, to),
                        Arrays.copyOfRange(close, from, to),
                        Arrays.copyOfRange(volume, from, to));
    }

    /** Index of the first bar at or after a time; {@link #size()} when all are before it. */
    public int indexAtOrAfter(long at) {
        int found = Arrays.binarySearch(time, at);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bars that
                && Arrays.equals(time, that.time)
                && Arrays.equals(open, that.open)
                && Arrays.equals(high, that.high)
                && Arrays.equals(low, that.low)
                && Arrays.equals(close, that.close)
                && Arrays.equals(volume, that.volume);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(time) + Arrays.hashCode(close);
    }

    @Override
    public String toString() {
        return size() == 0 ? "no bars" : size() + " bars from " + time[0] + " to " + time[size() - 1];
    }
}
