package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Averages, changes, statistics and stops of Tulip: {@code tests/untest.txt} of TulipCharts/tulipindicators at
 * be18abb13e07, rounded to three decimals.
 *
 * <p>Ours by the same convention: WMA, MOM, standard deviation, slope, parabolic stop, ultimate oscillator, and, but for
 * a factor of 100, ROC and the stochastic RSI. Not ours: EMA, MACD, DEMA, TEMA and TRIX, whose averages start with the
 * first value, and volatility, which takes simple returns and divides by n.
 */
class TulipLinesTest {

    private static final double TOLERANCE = 0.001;

    @Test
    void weightedMovingAverageIsThatOfTulip() {
        assertEnd(
                values("wma:5")[0],
                4,
                82.825,
                83.066,
                83.1,
                83.399,
                83.809,
                84.053,
                84.637,
                85.399,
                86.031,
                86.763,
                87.121);
    }

    @Test
    void momentumIsThatOfTulip() {
        assertEnd(values("mom:5")[0], 5, 1.56, 1.78, 1.12, 1.55, 0.75, 2.38, 3.7, 2.9, 3.22, 2.93);
    }

    @Test
    void rateOfChangeIsThatOfTulipInPercent() {
        double[] fractions = GeneratedBars.times(values("roc:5")[0], 0.01);
        assertEnd(fractions, 5, 0.019, 0.022, 0.014, 0.019, 0.009, 0.029, 0.045, 0.035, 0.038, 0.035);
    }

    @Test
    void standardDeviationIsThatOfTulip() {
        assertEnd(values("stddev:5")[0], 4, 0.948, 0.875, 0.28, 0.423, 0.605, 0.671, 0.871, 0.926, 1.019, 1.174, 0.758);
    }

    @Test
    void slopeIsThatOfTulip() {
        assertEnd(
                values("linreg:5")[1], 4, 0.598, 0.492, 0.009, 0.121, 0.272, 0.413, 0.575, 0.608, 0.686, 0.818, 0.475);
    }

    @Test
    void parabolicStopIsThatOfTulip() {
        assertEnd(
                values("psar:0.2:2")[0],
                1,
                82.15,
                80.64,
                80.64,
                81.31,
                82.65,
                83.9,
                82.3,
                82.3,
                82.3,
                83.92,
                84.03,
                84.03,
                85.39,
                85.76);
    }

    @Test
    void ultimateOscillatorIsThatOfTulip() {
        assertEnd(
                values("ultosc:2:3:5")[0],
                5,
                43.499,
                34.044,
                65.883,
                73.955,
                53.388,
                64.149,
                81.282,
                90.186,
                86.114,
                65.45);
    }

    @Test
    void stochasticRsiWithoutSmoothingIsThatOfTulipInPercent() {
        double[] fractions = GeneratedBars.times(values("stochrsi:5:5:1:1")[0], 0.01);
        assertEnd(fractions, 9, 0.658, 1, 1, 1, 1, 0);
    }

    /** Ours times sqrt((n - 1) / n) has Tulip's divisor; what is left is ln(1 + r) beside r, for returns of up to 2.3 %. */
    @Test
    void volatilityIsNearThatOfTulip() {
        double[] expected = {0.167, 0.159, 0.114, 0.116, 0.117, 0.12, 0.097, 0.091, 0.093, 0.111};
        double[] ours = GeneratedBars.times(values("hv:5:252")[0], Math.sqrt(4 / 5.0));
        assertThat(Arrays.copyOfRange(ours, 5, 15)).containsExactly(expected, within(0.0025));
    }

    private static double[][] values(String spec) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), PublishedValuesTest.TULIP);
    }

    private static void assertEnd(double[] values, int first, double... expected) {
        assertThat(Arrays.copyOf(values, first)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(values, first, values.length)).containsExactly(expected, within(TOLERANCE));
    }
}
