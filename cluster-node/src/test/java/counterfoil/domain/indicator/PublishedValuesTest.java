package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Tables printed by others, where their convention is ours.
 *
 * <p>Tulip: {@code tests/untest.txt} of TulipCharts/tulipindicators at be18abb13e07, rounded to three decimals. Its
 * EMA and MACD start at the first close and its ATR counts high - low of bar 0 as a true range, so those are not ours.
 */
class PublishedValuesTest {

    private static final double[] TULIP_HIGH = {
        82.15, 81.89, 83.03, 83.3, 83.85, 83.9, 83.33, 84.3, 84.84, 85.0, 85.9, 86.58, 86.98, 88.0, 87.87
    };
    private static final double[] TULIP_LOW = {
        81.29, 80.64, 81.31, 82.65, 83.07, 83.11, 82.49, 82.3, 84.15, 84.11, 84.03, 85.39, 85.76, 87.17, 87.01
    };
    private static final double[] TULIP_CLOSE = {
        81.59, 81.06, 82.87, 83.0, 83.61, 83.15, 82.84, 83.99, 84.55, 84.36, 85.53, 86.54, 86.89, 87.77, 87.29
    };
    private static final double[] TULIP_VOLUME = {
        5653100, 6447400, 7690900, 3831400, 4455100, 3798000, 3936200, 4732000, 4841300, 3915300, 6830800, 6694100,
        5293600, 7985800, 4807900
    };
    static final BarColumns TULIP = new BarColumns(TULIP_CLOSE, TULIP_HIGH, TULIP_LOW, TULIP_CLOSE, TULIP_VOLUME);

    @Test
    void smaIsThatOfTulip() {
        double[] expected = {82.426, 82.738, 83.094, 83.318, 83.628, 83.778, 84.254, 84.994, 85.574, 86.218, 86.804};
        assertEnd(values("sma:5", TULIP)[0], 4, expected, 0.0006);
    }

    @Test
    void rsiIsThatOfTulip() {
        double[] expected = {72.034, 64.927, 75.936, 79.796, 74.713, 83.033, 87.478, 88.755, 91.483, 78.498};
        assertEnd(values("rsi:5", TULIP)[0], 5, expected, 0.0006);
    }

    @Test
    void bollingerBandsAreThoseOfTulip() {
        double[] lower = {80.53, 80.987, 82.533, 82.472, 82.418, 82.435, 82.511, 83.143, 83.536, 83.87, 85.289};
        double[] upper = {84.322, 84.489, 83.655, 84.164, 84.838, 85.121, 85.997, 86.845, 87.612, 88.566, 88.319};
        double[][] bands = values("bbands:5:2", TULIP);
        assertEnd(bands[0], 4, upper, 0.0006);
        assertEnd(bands[2], 4, lower, 0.0006);
    }

    @Test
    void onBalanceVolumeIsThatOfTulip() {
        assertThat(values("obv", TULIP)[0])
                .containsExactly(
                        0, -6447400, 1243500, 5074900, 9530000, 5732000, 1795800, 6527800, 11369100, 7453800, 14284600,
                        20978700, 26272300, 34258100, 29450200);
    }

    /** Tulip prints the true ranges of bars 1 to 14; Wilder's mean over them is calculated here. */
    @Test
    void averageTrueRangeSmoothsTheTrueRangesOfTulip() {
        double[] ranges = {1.25, 1.97, 0.65, 0.85, 0.79, 0.84, 2.0, 0.85, 0.89, 1.87, 1.19, 1.22, 1.11, 0.86};
        double[] expected = new double[10];
        expected[0] = (1.25 + 1.97 + 0.65 + 0.85 + 0.79) / 5;
        for (int i = 1; i < expected.length; i++) {
            expected[i] = (expected[i - 1] * 4 + ranges[i + 4]) / 5;
        }
        assertEnd(values("atr:5", TULIP)[0], 5, expected, 1e-12);
    }

    /** StockCharts ChartSchool, "Relative Strength Index", the worked example of 33 closes of QQQQ. */
    @Test
    void rsiIsThatOfStockCharts() {
        double[] closes = {
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
            45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
            45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314
        };
        double[] expected = {
            70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
            45.46, 37.30, 33.08, 37.77
        };
        assertEnd(values("rsi:14", GeneratedBars.closes(closes))[0], 14, expected, 0.0051);
    }

    /** StockCharts ChartSchool, "Bollinger Bands", spreadsheet {@code cs-bbands}, May to July 2009. */
    @Test
    void bollingerBandsAreThoseOfStockCharts() {
        double[] closes = {
            86.1557, 89.0867, 88.7829, 90.3228, 89.0671, 91.1453, 89.4397, 89.1750, 86.9302, 87.6752, 86.9596, 89.4299,
            89.3221, 88.7241, 87.4497, 87.2634, 89.4985, 87.9006, 89.1260, 90.7043, 92.9001, 92.9784, 91.8021, 92.6647,
            92.6843, 92.3021
        };
        double[] upper = {91.291862, 91.949268, 92.612595, 92.934200, 93.311950, 93.728450, 93.899592};
        double[] middle = {88.707940, 89.045160, 89.239745, 89.390705, 89.507800, 89.688660, 89.746500};
        double[] lower = {86.124018, 86.141052, 85.866895, 85.847210, 85.703650, 85.648870, 85.593408};
        double[][] bands = values("bbands:20:2", GeneratedBars.closes(closes));
        assertEnd(bands[0], 19, upper, 1e-6);
        assertEnd(bands[1], 19, middle, 1e-6);
        assertEnd(bands[2], 19, lower, 1e-6);
    }

    private static double[][] values(String spec, BarColumns bars) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), bars);
    }

    private static void assertEnd(double[] values, int first, double[] expected, double tolerance) {
        assertThat(Arrays.copyOf(values, first)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(values, first, values.length)).containsExactly(expected, within(tolerance));
    }
}
