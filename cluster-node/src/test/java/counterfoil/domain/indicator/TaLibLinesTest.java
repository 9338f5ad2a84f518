package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that TA-Lib's Java port 0.4.0 has by the same convention, on generated and on real bars. */
class TaLibLinesTest {

    private static final List<BarColumns> SERIES =
            List.of(GeneratedBars.walk(1, 2_000), GeneratedBars.walk(2, 777), RealBars.apple());

    /** A function of TA-Lib with its parameters. */
    private interface Call {

        RetCode make(Core lib, BarColumns bars, int end, MInteger first, MInteger count, double[] out);
    }

    static Stream<Arguments> lines() {
        return Stream.of(averages(), changes(), statistics(), ranges()).flatMap(lines -> lines);
    }

    private static Stream<Arguments> averages() {
        return Stream.of(
                line("wma:2", 0, (lib, bars, end, first, n, out) -> lib.wma(0, end, bars.close, 2, first, n, out)),
                line("wma:20", 0, (lib, bars, end, first, n, out) -> lib.wma(0, end, bars.close, 20, first, n, out)),
                line("dema:5", 0, (lib, bars, end, first, n, out) -> lib.dema(0, end, bars.close, 5, first, n, out)),
                line("dema:20", 0, (lib, bars, end, first, n, out) -> lib.dema(0, end, bars.close, 20, first, n, out)),
                line("tema:5", 0, (lib, bars, end, first, n, out) -> lib.tema(0, end, bars.close, 5, first, n, out)),
                line("tema:20", 0, (lib, bars, end, first, n, out) -> lib.tema(0, end, bars.close, 20, first, n, out)),
                line("trix:3", 0, (lib, bars, end, first, n, out) -> lib.trix(0, end, bars.close, 3, first, n, out)),
                line("trix:15", 0, (lib, bars, end, first, n, out) -> lib.trix(0, end, bars.close, 15, first, n, out)));
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                line("roc:1", 0, (lib, bars, end, first, n, out) -> lib.roc(0, end, bars.close, 1, first, n, out)),
                line("roc:10", 0, (lib, bars, end, first, n, out) -> lib.roc(0, end, bars.close, 10, first, n, out)),
                line("mom:1", 0, (lib, bars, end, first, n, out) -> lib.mom(0, end, bars.close, 1, first, n, out)),
                line("mom:10", 0, (lib, bars, end, first, n, out) -> lib.mom(0, end, bars.close, 10, first, n, out)));
    }

    private static Stream<Arguments> statistics() {
        return Stream.of(
                line("stddev:5", 0, (lib, b, end, first, n, out) -> lib.stdDev(0, end, b.close, 5, 1, first, n, out)),
                line("stddev:20", 0, (lib, b, end, first, n, out) -> lib.stdDev(0, end, b.close, 20, 1, first, n, out)),
                line("linreg:3", 0, (lib, b, end, first, n, out) -> lib.linearReg(0, end, b.close, 3, first, n, out)),
                line("linreg:14", 0, (lib, b, end, first, n, out) -> lib.linearReg(0, end, b.close, 14, first, n, out)),
                line(
                        "linreg:14",
                        1,
                        (lib, b, end, first, n, out) -> lib.linearRegSlope(0, end, b.close, 14, first, n, out)),
                line(
                        "linreg:14",
                        2,
                        (lib, b, end, first, n, out) -> lib.linearRegIntercept(0, end, b.close, 14, first, n, out)));
    }

    private static Stream<Arguments> ranges() {
        return Stream.of(
                line(
                        "psar:0.02:0.2",
                        0,
                        (lib, b, end, first, n, out) -> lib.sar(0, end, b.high, b.low, 0.02, 0.2, first, n, out)),
                line(
                        "psar:0.1:0.9",
                        0,
                        (lib, b, end, first, n, out) -> lib.sar(0, end, b.high, b.low, 0.1, 0.9, first, n, out)),
                line(
                        "ultosc:7:14:28",
                        0,
                        (lib, b, end, first, n, out) ->
                                lib.ultOsc(0, end, b.high, b.low, b.close, 7, 14, 28, first, n, out)),
                line(
                        "ultosc:1:2:9",
                        0,
                        (lib, b, end, first, n, out) ->
                                lib.ultOsc(0, end, b.high, b.low, b.close, 1, 2, 9, first, n, out)));
    }

    private static Arguments line(String spec, int line, Call call) {
        return arguments(spec, line, call);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theLineIsThatOfTaLib(String spec, int line, Call call) {
        for (BarColumns bars : SERIES) {
            MInteger first = new MInteger();
            MInteger count = new MInteger();
            double[] expected = new double[bars.length()];
            assertThat(call.make(new Core(), bars, bars.length() - 1, first, count, expected))
                    .isEqualTo(RetCode.Success);
            double[] actual = IndicatorWindow.of(IndicatorSpec.of(spec), bars)[line];
            assertThat(first.value + count.value).isEqualTo(bars.length());
            assertThat(Arrays.copyOf(actual, first.value)).containsOnly(Double.NaN);
            assertThat(Arrays.copyOfRange(actual, first.value, actual.length))
                    .containsExactly(Arrays.copyOf(expected, count.value), within(1e-9));
        }
    }

    /** TA-Lib does not smooth %K and answers 0 where the index has no range; ours has no value there. */
    @ParameterizedTest
    @MethodSource("stochastics")
    void stochasticRsiWithoutSmoothingIsThatOfTaLib(int rsi, int window, int signal) {
        for (BarColumns bars : SERIES) {
            MInteger first = new MInteger();
            MInteger count = new MInteger();
            double[] k = new double[bars.length()];
            double[] d = new double[bars.length()];
            int end = bars.length() - 1;
            assertThat(new Core().stochRsi(0, end, bars.close, rsi, window, signal, MAType.Sma, first, count, k, d))
                    .isEqualTo(RetCode.Success);
            IndicatorSpec spec = IndicatorSpec.of("stochrsi:%d:%d:1:%d".formatted(rsi, window, signal));
            double[][] actual = IndicatorWindow.of(spec, bars);
            assertThat(first.value).isEqualTo(spec.start().firstValueAt(1));
            for (int i = first.value; i <= end; i++) {
                assertThat(actual[0][i]).isCloseTo(k[i - first.value], within(1e-8));
                assertThat(actual[1][i]).isCloseTo(d[i - first.value], within(1e-8));
            }
        }
    }

    static Stream<Arguments> stochastics() {
        return Stream.of(arguments(14, 14, 3), arguments(14, 5, 3), arguments(7, 9, 1));
    }
}
