package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Examples worked in books and on charting sites. */
class WorkedExamplesTest {

    /**
     * Wilder, New Concepts in Technical Trading Systems, 1978, section II, the worked example of the parabolic system, as it
     * stands in TA-Lib's {@code test_sar.c}. Wilder rounds each stop to two decimals, so the last ones differ by cents.
     */
    @Test
    void parabolicStopIsThatOfWildersExample() {
        double[] high = {
            51.12, 52.35, 52.1, 51.8, 52.1, 52.5, 52.8, 52.5, 53.5, 53.5, 53.8, 54.2, 53.4, 53.5, 54.4, 55.2, 55.7, 57,
            57.5, 58, 57.7, 58, 57.5, 57, 56.7, 57.5, 56.7, 56, 56.2, 54.8, 55.5, 54.7, 54, 52.5, 51, 51.5, 51.7, 53
        };
        double[] low = {
            50, 51.5, 51, 50.5, 51.25, 51.7, 51.85, 51.5, 52.3, 52.5, 53, 53.5, 52.5, 52.1, 53, 54, 55, 56, 56.5, 57,
            56.5, 57.3, 56.7, 56.3, 56.2, 56, 55.5, 55, 54.9, 54, 54.5, 53.8, 53, 51.5, 50, 50.5, 50.2, 51.5
        };
        double[] stops = values("psar:0.02:0.2", new BarColumns(low, high, low, low, low))[0];
        assertThat(stops[0]).isNaN();
        assertThat(stops[1]).isEqualTo(50);
        assertThat(stops[2]).isCloseTo(50.047, within(1e-9));
        assertThat(stops[5]).isCloseTo(50.182, within(0.0005));
        assertThat(stops[36]).isCloseTo(52.93, within(0.005));
        assertThat(stops[37]).isEqualTo(50);
    }

    /**
     * Hull, Options, Futures, and Other Derivatives, section "Estimating volatility from historical data", the example of 21
     * closes: standard deviation of the daily return 0.01216, volatility 19.3 % a year of 252 days.
     */
    @Test
    void volatilityIsThatOfHullsExample() {
        double[] closes = {
            20.00, 20.10, 19.90, 20.00, 20.50, 20.25, 20.90, 20.90, 20.90, 20.75, 20.75, 21.00, 21.10, 20.90, 20.90,
            21.25, 21.40, 21.40, 21.25, 21.75, 22.00
        };
        assertThat(values("hv:20:1", GeneratedBars.closes(closes))[0][20]).isCloseTo(0.01216, within(0.000005));
        assertThat(values("hv:20:252", GeneratedBars.closes(closes))[0][20]).isCloseTo(0.193, within(0.0005));
    }

    /** StockCharts ChartSchool, "Bollinger Bands", spreadsheet {@code cs-bbands}: the column of deviations. */
    @Test
    void standardDeviationIsThatOfStockCharts() {
        double[] closes = {
            86.1557, 89.0867, 88.7829, 90.3228, 89.0671, 91.1453, 89.4397, 89.1750, 86.9302, 87.6752, 86.9596, 89.4299,
            89.3221, 88.7241, 87.4497, 87.2634, 89.4985, 87.9006, 89.1260, 90.7043, 92.9001, 92.9784, 91.8021, 92.6647,
            92.6843, 92.3021
        };
        double[] expected = {1.291961, 1.452054, 1.686425, 1.771747, 1.902075, 2.019895, 2.076546};
        double[] actual = values("stddev:20", GeneratedBars.closes(closes))[0];
        assertThat(Arrays.copyOfRange(actual, 19, 26)).containsExactly(expected, within(1e-6));
    }

    /**
     * StockCharts ChartSchool, "MACD", spreadsheet {@code cs-macd}, February to August 2009. Its averages start with the first
     * close. Ours of the same closes differ by what is left of the seeds: after bar 25 at most (25/27)^(i - 25) of 2, and
     * the signal as long after.
     */
    @Test
    void macdComesTogetherWithThatOfStockCharts() {
        double[] closes = {
            30.2, 30.28, 30.45, 29.35, 29.35, 29.29, 28.83, 28.73, 28.67, 28.85, 28.64, 27.68, 27.21, 26.87, 27.41,
                    26.94,
            26.52, 26.52, 27.09, 27.69, 28.45, 28.53, 28.67, 29.01, 29.87, 29.8, 29.75, 30.65, 30.6, 30.76, 31.17,
                    30.89,
            30.04, 30.66, 30.6, 31.97, 32.1, 32.03, 31.63, 31.85, 32.71, 32.76, 32.58, 32.13, 33.12, 33.19, 32.52,
                    32.44,
            33.22, 32.83, 33.62, 33.75, 33.6, 34.08, 34.58, 34.22, 34.77, 34.74, 35.01, 34.94, 34.42, 34.4, 34.16,
                    33.34,
            33.39, 33.51, 33.96, 34.42, 34.72, 33.94, 33.66, 34.51, 34.87, 34.75, 35.17, 36.16, 36.45, 36.03, 36.45,
                    36.74,
            36.61, 36.83, 36.84, 36.89, 36.38, 35.99, 35.86, 35.88, 35.73, 36.07, 35.6, 34.98, 35.58, 36.07, 36.21,
                    36.46,
            36.44, 36.54, 35.81, 35.26, 35.21, 34.59, 34.73, 34.86, 35.31, 35.5, 36.63, 37.14, 37.27, 37.7, 37.87,
                    38.38,
            39.17, 39.05, 39.09, 39.27, 39.11, 39.86, 39.53, 39.74, 39.87, 39.82, 39.61, 39.75
        };
        double[] macd = {1.055361214, 1.066082746, 1.058345111, 1.023469812, 0.9956504772};
        double[] signal = {0.8614096586, 0.902344276, 0.933544443, 0.9515295168, 0.9603537089};
        double seeds = 2 * Math.pow(25 / 27.0, 119 - 25);
        double[][] actual = values("macd:12:26:9", GeneratedBars.closes(closes));
        assertThat(Arrays.copyOfRange(actual[0], 119, 124)).containsExactly(macd, within(seeds));
        assertThat(Arrays.copyOfRange(actual[1], 119, 124)).containsExactly(signal, within(2 * seeds));
    }

    private static double[][] values(String spec, BarColumns bars) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), bars);
    }
}
