package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.assertEnd;
import static counterfoil.domain.indicator.Lines.linesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Tulip's tables, {@code tests/untest.txt} of TulipCharts/tulipindicators at be18abb13e07, rounded to three decimals.
 * Ranges, channels and volume without a seed are ours; NATR, ADX and DI count a range and a movement at bar 0, and the
 * Chaikin oscillator (adosc) starts both means with the line's first value: those are not ours, and of them the parts
 * are compared that are.
 */
class TulipRangesTest {

    private static final double[] LINE = {
        -1709076.744,
        -3823823.944,
        2436210.940,
        2730934.016,
        4444434.016,
        1031041.611,
        375008.278,
        3640088.278,
        4411889.727,
        2696196.469,
        6823899.143,
        13067975.613,
        17580552.662,
        21140487.602,
        19463313.184
    };

    private final BarColumns bars = PublishedValuesTest.TULIP;

    @Test
    void stochasticOscillatorIsThatOfTulip() {
        double[] k = {77.385, 83.126, 84.867, 88.361, 95.246, 96.740, 91.091};
        double[] d = {75.702, 78.011, 81.793, 85.452, 89.491, 93.449, 94.359};
        double[][] lines = linesOf("stoch:5:3:3", bars);
        assertEnd(Arrays.copyOfRange(lines[0], 8, 15), 0, k, 0.0006);
        assertEnd(lines[1], 8, d, 0.0006);
        assertThat(lines[0][5]).isNaN();
        assertThat(lines[0][6]).isNotNaN();
    }

    @Test
    void williamsPercentRangeIsThatOfTulip() {
        double[] expected = {-7.477, -23.006, -40.927, -15.5, -11.417, -23.704, -10.278, -0.935, -3.051, -5.793, -17.884
        };
        assertEnd(linesOf("willr:5", bars)[0], 4, expected, 0.0006);
    }

    @Test
    void aroonIsThatOfTulip() {
        double[][] lines = linesOf("aroon:5", bars);
        assertEnd(lines[0], 5, new double[] {100, 80, 100, 100, 100, 100, 100, 100, 100, 80}, 0);
        assertEnd(lines[1], 5, new double[] {20, 0, 0, 80, 60, 40, 20, 0, 40, 20}, 0);
        assertEnd(lines[2], 5, new double[] {80, 80, 100, 20, 40, 60, 80, 100, 60, 60}, 0);
    }

    @Test
    void moneyFlowIndexIsThatOfTulip() {
        double[] expected = {61.172, 67.308, 62.796, 64.661, 45.238, 67.841, 85.578, 85.963, 87.504, 84.647};
        assertEnd(linesOf("mfi:5", bars)[0], 5, expected, 0.0006);
    }

    /** Tulip waits for 2n - 1 bars although n are enough. */
    @Test
    void commodityChannelIndexIsThatOfTulip() {
        double[] expected = {166.667, 82.020, 95.501, 130.912, 99.163, 116.342, 71.928};
        double[] actual = linesOf("cci:5", bars)[0];
        assertEnd(Arrays.copyOfRange(actual, 8, 15), 0, expected, 0.0006);
        assertThat(actual[3]).isNaN();
        assertThat(actual[4]).isNotNaN();
    }

    @Test
    void accumulationLineIsThatOfTulip() {
        assertEnd(linesOf("ad", bars)[0], 0, LINE, 0.0006);
    }

    /** The line is Tulip's; the means over it, seeded with the mean of their first values, are calculated here. */
    @Test
    void chaikinOscillatorIsTheDifferenceOfMeansOfTheirLine() {
        double[] fast = exponentialMean(LINE, 2);
        double[] slow = exponentialMean(LINE, 5);
        double[] expected = new double[11];
        Arrays.setAll(expected, i -> fast[i + 4] - slow[i + 4]);
        assertEnd(linesOf("chaikin:2:5", bars)[0], 4, expected, 0.002);
    }

    /** Tulip prints sums over n movements less what faded: at bar 4 those of bars 1 to 4. */
    @Test
    void movementsAreThoseOfTulip() {
        double[][] lines = linesOf("adx:4", bars);
        double ranges = 1.25 + 1.97 + 0.65 + 0.85;
        assertThat(lines[1][4]).isCloseTo(100 * 1.960 / ranges, within(0.02));
        assertThat(lines[2][4]).isCloseTo(100 * 0.650 / ranges, within(0.02));
    }

    private static double[] exponentialMean(double[] values, int period) {
        double[] means = new double[values.length];
        double mean = Arrays.stream(values, 0, period).average().orElseThrow();
        means[period - 1] = mean;
        for (int i = period; i < values.length; i++) {
            mean += (values[i] - mean) * 2 / (period + 1);
            means[i] = mean;
        }
        return means;
    }
}
