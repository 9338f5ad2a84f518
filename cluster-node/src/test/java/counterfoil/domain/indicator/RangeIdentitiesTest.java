package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.linesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What ties indicators to each other and to their definitions, over long series. */
class RangeIdentitiesTest {

    private static final int BARS = 3_000;

    private final BarColumns bars = GeneratedBars.walk(31, BARS);

    @Test
    void keltnerBandsAreRangesAroundTheExponentialMean() {
        double[] mean = linesOf("ema:20", bars)[0];
        double[] range = linesOf("atr:10", bars)[0];
        double[][] lines = linesOf("keltner:20:10:2.5", bars);
        assertLine(lines[0], i -> mean[i] + 2.5 * range[i], 0);
        assertLine(lines[1], i -> mean[i], 0);
        assertLine(lines[2], i -> mean[i] - 2.5 * range[i], 0);
    }

    @Test
    void normalizedRangeIsTheRangeInPercentOfTheClose() {
        double[] range = linesOf("atr:14", bars)[0];
        assertLine(linesOf("natr:14", bars)[0], i -> 100 * range[i] / bars.close[i], 1e-12);
    }

    @Test
    void williamsRangeIsTheFastStochasticLessHundred() {
        double[] fast = linesOf("stoch:14:1:1", bars)[0];
        assertLine(linesOf("willr:14", bars)[0], i -> fast[i] - 100, 1e-12);
    }

    @Test
    void ichimokuLinesAreMiddlesOfChannels() {
        double[] nine = linesOf("donchian:9", bars)[1];
        double[] twentySix = linesOf("donchian:26", bars)[1];
        double[][] lines = linesOf("ichimoku:9:26:52:26", bars);
        assertLine(lines[0], i -> nine[i], 0);
        assertLine(lines[1], i -> twentySix[i], 0);
        assertLine(lines[2], i -> (nine[i] + twentySix[i]) / 2, 0);
        double[] span = linesOf("donchian:52", bars)[1];
        assertLine(lines[3], i -> span[i], 0);
        assertLine(lines[4], i -> i < 26 ? Double.NaN : lines[2][i - 26], 0);
        assertLine(lines[5], i -> i < 26 ? Double.NaN : lines[3][i - 26], 0);
    }

    @Test
    void chaikinOscillatorIsTheDifferenceOfMeansOfTheAccumulationLine() {
        double[] line = linesOf("ad", bars)[0];
        BarColumns asCloses = GeneratedBars.closes(line);
        double[] fast = linesOf("ema:3", asCloses)[0];
        double[] slow = linesOf("ema:10", asCloses)[0];
        assertLine(linesOf("chaikin:3:10", bars)[0], i -> fast[i] - slow[i], 0);
    }

    @Test
    void chaikinMoneyFlowIsTheShareOfFlowInEveryWindow() {
        assertLine(linesOf("cmf:20", bars)[0], last -> last < 19 ? Double.NaN : moneyFlow(last), 1e-12);
    }

    private double moneyFlow(int last) {
        double flow = 0;
        double volume = 0;
        for (int i = last - 19; i <= last; i++) {
            double below = bars.close[i] - bars.low[i];
            double above = bars.high[i] - bars.close[i];
            flow += (below - above) / (bars.high[i] - bars.low[i]) * bars.volume[i];
            volume += bars.volume[i];
        }
        return flow / volume;
    }

    private static void assertLine(double[] actual, IntToDoubleFunction expected, double tolerance) {
        double[] all = new double[BARS];
        Arrays.setAll(all, expected);
        assertThat(actual).containsExactly(all, within(tolerance));
    }
}
