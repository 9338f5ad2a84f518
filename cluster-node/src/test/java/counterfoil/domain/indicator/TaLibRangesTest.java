package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.linesOf;
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

/** Agreement with TA-Lib's Java port 0.4.0 of what lies in ranges, channels and volume, on generated and real bars. */
class TaLibRangesTest {

    private static final double TOLERANCE = 1e-9;

    private final Core lib = new Core();
    private final MInteger first = new MInteger();
    private final MInteger count = new MInteger();

    static Stream<BarColumns> series() {
        return Stream.of(GeneratedBars.walk(1, 2_000), GeneratedBars.walk(2, 777), RealBars.apple(), SpyBars.bars());
    }

    @ParameterizedTest
    @MethodSource("series")
    void normalizedAverageTrueRangeAgrees(BarColumns bars) {
        double[] expected = new double[bars.length()];
        for (int period : new int[] {2, 14, 30}) {
            done(lib.natr(0, end(bars), bars.high, bars.low, bars.close, period, first, count, expected));
            assertAgree(linesOf("natr:" + period, bars)[0], expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void stochasticOscillatorAgrees(BarColumns bars) {
        double[][] slow = new double[2][bars.length()];
        MAType mean = MAType.Sma;
        done(lib.stoch(
                0, end(bars), bars.high, bars.low, bars.close, 14, 3, mean, 5, mean, first, count, slow[0], slow[1]));
        assertAgreeFrom(linesOf("stoch:14:3:5", bars), slow);
        double[][] fast = new double[2][bars.length()];
        done(lib.stochF(0, end(bars), bars.high, bars.low, bars.close, 5, 3, mean, first, count, fast[0], fast[1]));
        assertAgreeFrom(linesOf("stoch:5:1:3", bars), fast);
    }

    @ParameterizedTest
    @MethodSource("series")
    void commodityChannelIndexAgrees(BarColumns bars) {
        double[] expected = new double[bars.length()];
        for (int period : new int[] {5, 14, 20}) {
            done(lib.cci(0, end(bars), bars.high, bars.low, bars.close, period, first, count, expected));
            assertAgree(linesOf("cci:" + period, bars)[0], expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void moneyFlowIndexAgrees(BarColumns bars) {
        double[] expected = new double[bars.length()];
        for (int period : new int[] {2, 14}) {
            done(lib.mfi(0, end(bars), bars.high, bars.low, bars.close, bars.volume, period, first, count, expected));
            assertAgree(linesOf("mfi:" + period, bars)[0], expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void williamsPercentRangeAgrees(BarColumns bars) {
        double[] expected = new double[bars.length()];
        for (int period : new int[] {2, 14, 30}) {
            done(lib.willR(0, end(bars), bars.high, bars.low, bars.close, period, first, count, expected));
            assertAgree(linesOf("willr:" + period, bars)[0], expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void aroonAgrees(BarColumns bars) {
        double[][] expected = new double[3][bars.length()];
        for (int period : new int[] {2, 14, 25}) {
            done(lib.aroon(0, end(bars), bars.high, bars.low, period, first, count, expected[1], expected[0]));
            done(lib.aroonOsc(0, end(bars), bars.high, bars.low, period, first, count, expected[2]));
            double[][] actual = linesOf("aroon:" + period, bars);
            for (int line = 0; line < 3; line++) {
                assertAgree(actual[line], expected[line], TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void donchianChannelIsTheirMaximumAndMinimum(BarColumns bars) {
        double[] expected = new double[bars.length()];
        for (int period : new int[] {2, 20, 55}) {
            double[][] actual = linesOf("donchian:" + period, bars);
            done(lib.max(0, end(bars), bars.high, period, first, count, expected));
            assertAgree(actual[0], expected, 0);
            done(lib.min(0, end(bars), bars.low, period, first, count, expected));
            assertAgree(actual[2], expected, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void accumulationLineAgrees(BarColumns bars) {
        double[] expected = new double[bars.length()];
        done(lib.ad(0, end(bars), bars.high, bars.low, bars.close, bars.volume, first, count, expected));
        assertAgree(linesOf("ad", bars)[0], expected, 1e-3);
    }

    /**
     * TA-Lib starts both means with the line's first value. What is left of a seed falls by 9/11 per bar; the seeds
     * differ by less than the line has moved in 10 bars, which is below ten volumes.
     */
    @ParameterizedTest
    @MethodSource("series")
    void chaikinOscillatorComesTogetherWithTheirs(BarColumns bars) {
        double[] expected = new double[bars.length()];
        int end = end(bars);
        done(lib.adOsc(0, end, bars.high, bars.low, bars.close, bars.volume, 3, 10, first, count, expected));
        double[] actual = linesOf("chaikin:3:10", bars)[0];
        double seed = 0;
        for (int i = 0; i < 10; i++) {
            seed += bars.volume[i];
        }
        assertThat(first.value).isEqualTo(9);
        for (int i = 9; i <= end; i++) {
            double left = seed * Math.pow(9.0 / 11, i - 9);
            assertThat(actual[i]).isCloseTo(expected[i - 9], within(1e-3 + left));
        }
    }

    /**
     * TA-Lib seeds with n - 1 ranges and movements; the weight of a seed falls by (n - 1)/n per bar, that of the seed
     * of the index after the one it is made of. 40 n bars leave 1e-16 of both.
     */
    @ParameterizedTest
    @MethodSource("series")
    void directionalMovementComesTogetherWithTheirs(BarColumns bars) {
        double[][] expected = new double[3][bars.length()];
        for (int period : new int[] {2, 5, 14}) {
            int end = end(bars);
            double[][] actual = linesOf("adx:" + period, bars);
            done(lib.adx(0, end, bars.high, bars.low, bars.close, period, first, count, expected[0]));
            assertThat(first.value).isEqualTo(2 * period - 1);
            int start = first.value;
            done(lib.plusDI(0, end, bars.high, bars.low, bars.close, period, first, count, expected[1]));
            done(lib.minusDI(0, end, bars.high, bars.low, bars.close, period, first, count, expected[2]));
            assertThat(first.value).isEqualTo(period);
            for (int i = start; i <= end; i++) {
                int forgotten = i - start;
                double seed = 100 * (1 + forgotten) * Math.pow((period - 1.0) / period, forgotten);
                assertThat(actual[0][i]).isCloseTo(expected[0][i - start], within(TOLERANCE + seed));
                assertThat(actual[1][i]).isCloseTo(expected[1][i - period], within(TOLERANCE + seed));
                assertThat(actual[2][i]).isCloseTo(expected[2][i - period], within(TOLERANCE + seed));
            }
        }
    }

    private static int end(BarColumns bars) {
        return bars.length() - 1;
    }

    private static void done(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }

    private void assertAgree(double[] actual, double[] expected, double tolerance) {
        assertThat(first.value + count.value).isEqualTo(actual.length);
        Lines.assertEnd(actual, first.value, Arrays.copyOf(expected, count.value), tolerance);
    }

    /** TA-Lib gives no line before the last one begins. */
    private void assertAgreeFrom(double[][] actual, double[][] expected) {
        for (int line = 0; line < actual.length; line++) {
            for (int i = 0; i < count.value; i++) {
                assertThat(actual[line][first.value + i]).isCloseTo(expected[line][i], within(TOLERANCE));
            }
        }
    }
}
