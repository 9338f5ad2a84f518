package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * The values of one indicator at a window of bars, fed chunk by chunk from the first bar on. The window selects values
 * and never changes one: bars before it run through the updater as well, bars after it are ignored.
 */
public final class IndicatorWindow {

    private static final int PASSING_BARS = 256;

    private final Indicator indicator;
    private final int first;
    private final int end;
    private final double[][] values;
    private final double[][] passing;
    private int seen;

    /**
     * A window that expects bar 0 next.
     *
     * @param spec what to compute
     * @param first index of the window's first bar
     * @param length number of bars in the window
     */
    public IndicatorWindow(IndicatorSpec spec, int first, int length) {
        if (first < 0 || length < 0 || first + length < 0) {
            throw new IllegalArgumentException("window of " + length + " bars at " + first);
        }
        this.first = first;
        end = first + length;
        indicator = spec.start();
        values = new double[indicator.lines()][length];
        passing = new double[indicator.lines()][Math.min(first, PASSING_BARS)];
        for (double[] line : values) {
            Arrays.fill(line, Double.NaN);
        }
    }

    /**
     * The whole series of one chunk.
     *
     * @param spec what to compute
     * @param bars all bars from the first one on
     * @return {@code [line][bar]}, as long as the columns
     */
    public static double[][] of(IndicatorSpec spec, BarColumns bars) {
        IndicatorWindow window = new IndicatorWindow(spec, 0, bars.length());
        window.feed(bars, 0, bars.length());
        return window.values;
    }

    /**
     * Takes the next bars: those at {@code from} (inclusive) to {@code to} (exclusive) of the columns.
     *
     * @param bars columns that hold the next bars
     * @param from position of the first bar to take
     * @param to position behind the last bar to take
     */
    public void feed(BarColumns bars, int from, int to) {
        int i = from;
        while (i < to && seen < first) {
            int count = Math.min(to - i, Math.min(first - seen, PASSING_BARS));
            indicator.update(bars, i, i + count, passing, 0);
            seen += count;
            i += count;
        }
        int count = Math.min(to - i, end - seen);
        if (count > 0) {
            indicator.update(bars, i, i + count, values, seen - first);
            seen += count;
        }
    }

    /**
     * Says whether further bars would change nothing.
     *
     * @return true once the window's last bar was fed
     */
    public boolean isComplete() {
        return seen >= end;
    }

    /**
     * Index of the first bar of the series at which a line can have a value.
     *
     * @param line from 0
     * @return the length of the line's warm-up in bars
     */
    public int firstValueAt(int line) {
        return indicator.firstValueAt(line);
    }

    /**
     * The values so far, NaN for bars that were not fed, for warm-up and where undefined.
     *
     * @return a copy, {@code [line][bar of the window]}
     */
    public double[][] values() {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }
}
