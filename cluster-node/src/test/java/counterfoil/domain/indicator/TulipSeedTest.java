package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Exponential averages that start with the first value, as Tulip's do ({@code tests/untest.txt} of
 * TulipCharts/tulipindicators at be18abb13e07), where ours start with the mean of the first n. The averages written down here
 * give Tulip's numbers; ours come together with them, because with period 5 a seed has lost all but (2/3)^k of its weight
 * after k bars: at bar 200 less than 1e-30.
 */
class TulipSeedTest {

    private static final double[] TULIP = PublishedValuesTest.TULIP.close;
    private static final BarColumns LONG = GeneratedBars.walk(31, 400);
    private static final int FORGOTTEN = 200;

    @Test
    void emaComesTogetherWithTulips() {
        assertEnd(
                averages(TULIP, 1),
                81.59,
                81.413,
                81.899,
                82.266,
                82.714,
                82.859,
                82.853,
                83.232,
                83.671,
                83.901,
                84.444,
                85.143,
                85.725,
                86.407,
                86.701);
        assertMeet("ema:5", averages(LONG.close, 1));
    }

    @Test
    void demaComesTogetherWithTulips() {
        assertEnd(dema(TULIP), 84.159, 84.379, 85.125, 86.062, 86.727, 87.529, 87.646);
        assertMeet("dema:5", dema(LONG.close));
    }

    @Test
    void temaComesTogetherWithTulips() {
        assertEnd(tema(TULIP), 87.042, 87.819, 87.721);
        assertMeet("tema:5", tema(LONG.close));
    }

    /** Tulip also divides by the average of this bar, ours by that of the bar before: r / (1 + r) instead of r. */
    @Test
    void trixComesTogetherWithTulips() {
        double[] ofThisBar =
                Arrays.stream(trix(TULIP)).map(r -> r / (1 + r / 100)).toArray();
        assertEnd(ofThisBar, 0.492, 0.512);
        assertMeet("trix:5", trix(LONG.close));
    }

    private static double[] dema(double[] closes) {
        double[] values = averages(closes, 1);
        double[] second = averages(closes, 2);
        Arrays.setAll(values, i -> 2 * values[i] - second[i]);
        return values;
    }

    private static double[] tema(double[] closes) {
        double[] values = averages(closes, 1);
        double[] second = averages(closes, 2);
        double[] third = averages(closes, 3);
        Arrays.setAll(values, i -> 3 * values[i] - 3 * second[i] + third[i]);
        return values;
    }

    private static double[] trix(double[] closes) {
        double[] third = averages(closes, 3);
        double[] values = new double[third.length];
        Arrays.setAll(values, i -> i == 0 ? Double.NaN : 100 * (third[i] / third[i - 1] - 1));
        return values;
    }

    /**
     * The average of the average ... of the values, {@code times} deep, each with weight 1/3: the first begun at bar 0 with the
     * close, each next one 4 bars later with the value that it averages.
     */
    private static double[] averages(double[] values, int times) {
        double[] averages = values.clone();
        for (int begin = 0; begin < 4 * times; begin += 4) {
            for (int i = begin + 1; i < averages.length; i++) {
                averages[i] = averages[i - 1] + (averages[i] - averages[i - 1]) / 3;
            }
        }
        return averages;
    }

    private static void assertEnd(double[] values, double... expected) {
        assertThat(Arrays.copyOfRange(values, values.length - expected.length, values.length))
                .containsExactly(expected, within(0.001));
    }

    private static void assertMeet(String spec, double[] theirs) {
        double[] ours = IndicatorWindow.of(IndicatorSpec.of(spec), LONG)[0];
        assertThat(Arrays.copyOfRange(ours, FORGOTTEN, ours.length))
                .containsExactly(Arrays.copyOfRange(theirs, FORGOTTEN, theirs.length), within(1e-9));
    }
}
