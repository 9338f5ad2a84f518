package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.assertEnd;
import static counterfoil.domain.indicator.Lines.linesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Tables of Skender.Stock.Indicators at d5c66604 (Apache-2.0 licence), {@code tests/indicators/_testdata/results}, on
 * {@link SpyBars}. Its exponential means are seeded as ours and its true range begins at bar 1. Its Donchian channel
 * leaves this bar out, so it is ours of the bar before; its lagging span looks ahead, so ours is the close.
 */
class SkenderTablesTest {

    private final BarColumns spy = SpyBars.bars();

    @Test
    void keltnerChannelsAreThoseOfTheTable() {
        double[][] lines = linesOf("keltner:20:10:2", spy);
        int[] bars = {19, 20, 21, 40, 77};
        double[][] table = {
            {217.273193, 217.360374, 217.382408, 224.375882, 226.711818},
            {214.525000, 214.575000, 214.633571, 221.459951, 223.237600},
            {211.776807, 211.789626, 211.884735, 218.544020, 219.763383}
        };
        assertAt(lines, bars, table, 1e-6);
        assertThat(lines[0][18]).isNaN();
    }

    @Test
    void ichimokuLinesAreThoseOfTheTable() {
        double[][] lines = linesOf("ichimoku:9:26:52:26", spy);
        assertAt(
                lines,
                new int[] {25, 51, 52, 60, 77},
                new double[][] {{215.395, 224.465, 224.465, 222.615, 223.675}, {214.27, 221.94, 222.46, 223.405, 223.25}
                },
                1e-12);
        double[] cloudA = lines[4];
        assertThat(cloudA[50]).isNaN();
        assertThat(cloudA[51]).isCloseTo(214.8325, within(1e-12));
        assertThat(cloudA[52]).isCloseTo(215.6825, within(1e-12));
        assertThat(cloudA[60]).isCloseTo(219.2275, within(1e-12));
        assertThat(cloudA[77]).isCloseTo(223.2025, within(1e-12));
        assertThat(lines[5][76]).isNaN();
        assertThat(lines[5][77]).isCloseTo(219.28, within(1e-12));
    }

    /** What this bar makes is what the table draws 26 bars later. */
    @Test
    void leadingSpansAreStatedWhereTheyAreKnown() {
        double[][] lines = linesOf("ichimoku", spy);
        assertThat(lines[2][25]).isCloseTo(214.8325, within(1e-12));
        assertThat(lines[2][51]).isCloseTo(223.2025, within(1e-12));
        assertThat(lines[3][50]).isNaN();
        assertThat(lines[3][51]).isCloseTo(219.28, within(1e-12));
    }

    @Test
    void donchianChannelIsTheOneThatTheTableStatesOneBarLater() {
        double[][] lines = linesOf("donchian:20", spy);
        assertAt(
                lines,
                new int[] {19, 24, 26, 48, 50, 76},
                new double[][] {
                    {217.02, 217.02, 218.19, 227.04, 227.04, 225.27},
                    {214.27, 214.775, 215.36, 223.185, 223.985, 222.52},
                    {211.52, 212.53, 212.53, 219.33, 220.93, 219.77}
                },
                1e-12);
    }

    @Test
    void chaikinOscillatorIsThatOfTheTable() {
        assertAt(
                linesOf("chaikin:3:10", spy),
                new int[] {9, 10, 11, 12, 20, 40, 60, 77},
                new double[][] {
                    {
                        71649536.76,
                        77730161.97,
                        64776349.46,
                        59802910.04,
                        74482638.47,
                        112386899.17,
                        44002263.85,
                        43228246.93
                    }
                },
                0.0051);
    }

    @Test
    void chaikinMoneyFlowIsThatOfTheTable() {
        double[] expected = {
            0.318253, 0.287145, 0.274400, 0.271614, 0.252522, 0.256979, 0.301368, 0.274749, 0.262446, 0.279301,
            0.329942, 0.333888, 0.365559, 0.419778, 0.448834, 0.439898, 0.399722, 0.450555, 0.495388, 0.472549,
            0.449267, 0.418352, 0.423163, 0.406828, 0.383278, 0.360725, 0.356968, 0.360080, 0.369638, 0.367372,
            0.350596, 0.296531, 0.222386, 0.171873, 0.055247, 0.077691, 0.031472, -0.022870, -0.004486, 0.031104,
            0.011563, 0.072797, 0.005927, 0.014932, 0.063702, 0.043505, 0.026992, -0.008026, -0.045016, -0.011191,
            -0.071164, -0.111390, -0.018025, -0.007390, 0.037185, 0.031471, 0.048460, 0.117942, 0.093217
        };
        assertEnd(linesOf("cmf:20", spy)[0], 19, expected, 6e-7);
    }

    @Test
    void aroonIsThatOfTheTable() {
        assertAt(
                linesOf("aroon:25", spy),
                new int[] {25, 27, 49, 51, 77},
                new double[][] {{64, 100, 60, 52, 100}, {0, 20, 4, 0, 20}, {64, 80, 56, 52, 80}},
                0);
    }

    @Test
    void directionalMovementIsThatOfTheTable() {
        assertAt(
                linesOf("adx:14", spy),
                new int[] {27, 49, 51, 77},
                new double[][] {
                    {15.945852, 39.212611, 38.657432, 15.241208},
                    {33.700843, 35.730690, 32.146640, 28.627919},
                    {16.739928, 17.007897, 15.518094, 14.635181}
                },
                1e-6);
    }

    private static void assertAt(double[][] lines, int[] bars, double[][] table, double tolerance) {
        for (int line = 0; line < table.length; line++) {
            for (int i = 0; i < bars.length; i++) {
                assertThat(lines[line][bars[i]])
                        .as("line %d at bar %d", line, bars[i])
                        .isCloseTo(table[line][i], within(tolerance));
            }
        }
    }
}
