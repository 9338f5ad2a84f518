package counterfoil.domain.quality;

import counterfoil.domain.series.Series;
import java.util.Arrays;

/** How much a price usually moves, and how much is usually traded, around a bar. */
final class Moves {
    private static final int AROUND = 60;
    private static final int VOLUMES = 20;

    /** The median of absolute deviations of a normal distribution is 0.6745 standard deviations. */
    private static final double MEDIAN_DEVIATION = 0.6745;

    private Moves() {}

    /**
     * The standard deviation of the logarithmic moves of up to 60 bars before and after bar {@code i}, its own move left
     * out, from the median of their absolute values: splits and crashes among them do not change it. NaN with fewer than
     * ten moves.
     */
    static double deviation(Series series, int i, int end) {
        int from = Math.max(1, i - AROUND);
        int to = Math.min(end, i + AROUND + 1);
        double[] moves = new double[to - from];
        int size = 0;
        for (int k = from; k < to; k++) {
            if (k != i) {
                moves[size++] = Math.abs(Math.log(series.close(k) / series.close(k - 1)));
            }
        }
        return size < 10 ? Double.NaN : median(moves, size) / MEDIAN_DEVIATION;
    }

    /** The median volume of the 20 bars before bar {@code i}; NaN with fewer than five. */
    static double volumeBefore(Series series, int i) {
        int from = Math.max(0, i - VOLUMES);
        double[] volumes = new double[i - from];
        for (int k = from; k < i; k++) {
            volumes[k - from] = series.bar(k).volume();
        }
        return volumes.length < 5 ? Double.NaN : median(volumes, volumes.length);
    }

    private static double median(double[] values, int size) {
        Arrays.sort(values, 0, size);
        return size % 2 == 1 ? values[size / 2] : (values[size / 2 - 1] + values[size / 2]) / 2;
    }
}
