package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement with TA-Lib's Java port 0.4.0 to 1e-9, on generated and on real bars. */
class TaLibAgreementTest {

    private static final double TOLERANCE = 1e-9;

    private final Core lib = new Core();
    private final MInteger first = new MInteger();
    private final MInteger count = new MInteger();

    static Stream<BarColumns> series() {
        return Stream.of(GeneratedBars.walk(1, 2_000), GeneratedBars.walk(2, 777), RealBars.apple());
    }

    @ParameterizedTest
    @MethodSource("series")
    void simpleMovingAverageAgrees(BarColumns bars) {
        for (int period : new int[] {2, 5, 20, 50}) {
            double[] expected = new double[bars.length()];
            done(lib.sma(0, bars.length() - 1, bars.close, period, first, count, expected));
            assertAgree(values("sma:" + period, bars)[0], expected);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void exponentialMovingAverageAgrees(BarColumns bars) {
        for (int period : new int[] {2, 5, 20, 50}) {
            assertAgree(values("ema:" + period, bars)[0], ema(bars.close, period));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void relativeStrengthIndexAgrees(BarColumns bars) {
        for (int period : new int[] {2, 14, 30}) {
            double[] expected = new double[bars.length()];
            done(lib.rsi(0, bars.length() - 1, bars.close, period, first, count, expected));
            assertAgree(values("rsi:" + period, bars)[0], expected);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void averageTrueRangeAgrees(BarColumns bars) {
        for (int period : new int[] {2, 14, 30}) {
            double[] expected = new double[bars.length()];
            done(lib.atr(0, bars.length() - 1, bars.high, bars.low, bars.close, period, first, count, expected));
            assertAgree(values("atr:" + period, bars)[0], expected);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void bollingerBandsAgree(BarColumns bars) {
        double[][] expected = new double[3][bars.length()];
        int end = bars.length() - 1;
        MAType mean = MAType.Sma;
        done(lib.bbands(0, end, bars.close, 20, 2.5, 2.5, mean, first, count, expected[0], expected[1], expected[2]));
        double[][] actual = values("bbands:20:2.5", bars);
        for (int line = 0; line < 3; line++) {
            assertAgree(actual[line], expected[line]);
        }
    }

    /** TA-Lib's balance starts with the volume of the first bar, ours with 0. */
    @ParameterizedTest
    @MethodSource("series")
    void onBalanceVolumeAgreesButForItsStart(BarColumns bars) {
        double[] expected = new double[bars.length()];
        done(lib.obv(0, bars.length() - 1, bars.close, bars.volume, first, count, expected));
        double start = bars.volume[0];
        assertAgree(
                values("obv", bars)[0],
                Arrays.stream(expected).map(value -> value - start).toArray());
    }

    /** TA-Lib's own averages, put together by the definition with every average seeded by its own first values. */
    @ParameterizedTest
    @MethodSource("series")
    void macdIsTheDifferenceOfTaLibAverages(BarColumns bars) {
        double[][] actual = values("macd:12:26:9", bars);
        double[] fast = ema(bars.close, 12);
        double[] slow = ema(bars.close, 26);
        double[] macd = new double[slow.length];
        for (int i = 0; i < macd.length; i++) {
            macd[i] = fast[i + 14] - slow[i];
        }
        double[] signal = ema(macd, 9);
        first.value = 25;
        count.value = bars.length() - 25;
        assertAgree(actual[0], macd);
        first.value = 33;
        count.value = bars.length() - 33;
        assertAgree(actual[1], signal);
    }

    /** TA-Lib seeds the fast average at the slow one's start; (11/13)^150 of that difference is below 1e-10. */
    @ParameterizedTest
    @MethodSource("series")
    void macdOfTaLibComesTogetherWithOurs(BarColumns bars) {
        double[][] expected = new double[3][bars.length()];
        int end = bars.length() - 1;
        done(lib.macd(0, end, bars.close, 12, 26, 9, first, count, expected[0], expected[1], expected[2]));
        double[][] actual = values("macd:12:26:9", bars);
        for (int line = 0; line < 3; line++) {
            for (int i = first.value; i < bars.length(); i++) {
                double seed = 50 * Math.pow(11.0 / 13, i - 33);
                assertThat(actual[line][i]).isCloseTo(expected[line][i - first.value], within(TOLERANCE + seed));
            }
        }
    }

    private double[] ema(double[] closes, int period) {
        double[] values = new double[closes.length];
        done(lib.ema(0, closes.length - 1, closes, period, first, count, values));
        return Arrays.copyOf(values, count.value);
    }

    private static double[][] values(String spec, BarColumns bars) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), bars);
    }

    private static void done(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }

    private void assertAgree(double[] actual, double[] expected) {
        assertThat(first.value + count.value).isEqualTo(actual.length);
        assertThat(Arrays.copyOf(actual, first.value)).matches(values -> !hasNumber(values));
        assertThat(Arrays.copyOfRange(actual, first.value, actual.length))
                .containsExactly(Arrays.copyOf(expected, count.value), within(TOLERANCE));
    }

    private static boolean hasNumber(double[] values) {
        return Arrays.stream(values).anyMatch(value -> !Double.isNaN(value));
    }
}
