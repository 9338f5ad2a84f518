package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every indicator, whatever the bars. */
class IndicatorLawsTest {

    private static final List<String> IN_PRICE_UNITS =
            List.of("sma:7", "ema:7", "macd:3:6:4", "bbands:7:2", "atr:5", "vwap");

    @Provide
    Arbitrary<IndicatorSpec> specs() {
        List<IndicatorSpec> standard = IndicatorCatalogue.all().stream()
                .map(IndicatorDefinition::standard)
                .toList();
        List<IndicatorSpec> small = List.of(
                IndicatorSpec.of("sma:1"),
                IndicatorSpec.of("sma:7"),
                IndicatorSpec.of("ema:1"),
                IndicatorSpec.of("rsi:2"),
                IndicatorSpec.of("macd:1:2:1"),
                IndicatorSpec.of("bbands:2:0.5"),
                IndicatorSpec.of("atr:1"));
        return Arbitraries.oneOf(Arbitraries.of(standard), Arbitraries.of(small));
    }

    @Property(tries = 200)
    void feedingBarByBarGivesTheSameValuesAsOneBatch(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int bars) {
        BarColumns columns = GeneratedBars.walk(seed, bars);
        Indicator indicator = spec.start();
        double[][] streamed = new double[indicator.lines()][bars];
        for (int i = 0; i < bars; i++) {
            indicator.update(columns, i, i + 1, streamed, i);
        }
        double[][] batch = IndicatorWindow.of(spec, columns);
        for (int line = 0; line < batch.length; line++) {
            assertThat(streamed[line]).containsExactly(batch[line]);
        }
    }

    @Property(tries = 200)
    void aWindowSelectsValuesAndChangesNone(
            @ForAll("specs") IndicatorSpec spec,
            @ForAll long seed,
            @ForAll @IntRange(max = 700) int first,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(min = 1, max = 390) int chunk) {
        BarColumns columns = GeneratedBars.walk(seed, 800);
        IndicatorWindow window = new IndicatorWindow(spec, first, length);
        for (int i = 0; i < 800; i += chunk) {
            window.feed(columns, i, Math.min(800, i + chunk));
        }
        double[][] whole = IndicatorWindow.of(spec, columns);
        for (int line = 0; line < whole.length; line++) {
            double[] expected = new double[length];
            Arrays.fill(expected, Double.NaN);
            System.arraycopy(whole[line], first, expected, 0, Math.min(length, 800 - first));
            assertThat(window.values()[line]).containsExactly(expected);
        }
        assertThat(window.isComplete()).isEqualTo(first + length <= 800);
    }

    @Property(tries = 200)
    void noValueDependsOnALaterBar(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = 1, max = 299) int known) {
        BarColumns all = GeneratedBars.walk(seed, 300);
        double[][] withFuture = IndicatorWindow.of(spec, all);
        double[][] withoutFuture = IndicatorWindow.of(spec, GeneratedBars.first(all, known));
        for (int line = 0; line < withFuture.length; line++) {
            assertThat(Arrays.copyOf(withFuture[line], known)).containsExactly(withoutFuture[line]);
        }
    }

    /** Factors are powers of two, which change no digit, so the laws hold exactly. */
    @Property(tries = 100)
    void pricesInAnotherUnitScaleTheValues(@ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        BarColumns bars = GeneratedBars.walk(seed, 100);
        double factor = Math.scalb(1.0, power);
        BarColumns scaled = GeneratedBars.scaled(bars, factor, 1);
        for (String text : IN_PRICE_UNITS) {
            assertScaled(text, scaled, bars, factor);
        }
        assertScaled("rsi:5", scaled, bars, 1);
        assertScaled("obv", scaled, bars, 1);
    }

    @Property(tries = 100)
    void volumesInAnotherUnitScaleOnlyTheBalance(@ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        BarColumns bars = GeneratedBars.walk(seed, 100);
        double factor = Math.scalb(1.0, power);
        BarColumns scaled = GeneratedBars.scaled(bars, 1, factor);
        assertScaled("obv", scaled, bars, factor);
        assertScaled("vwap", scaled, bars, 1);
        assertScaled("atr:5", scaled, bars, 1);
    }

    @Property(tries = 100)
    void rsiStaysBetweenZeroAndHundredAndTheMiddleBetweenTheBands(@ForAll long seed) {
        BarColumns bars = GeneratedBars.walk(seed, 200);
        double[] rsi = IndicatorWindow.of(IndicatorSpec.of("rsi:2"), bars)[0];
        assertThat(Arrays.stream(rsi).skip(2)).allMatch(value -> 0 <= value && value <= 100);
        double[][] bands = IndicatorWindow.of(IndicatorSpec.of("bbands:20:2"), bars);
        for (int i = 19; i < 200; i++) {
            assertThat(bands[1][i]).isBetween(bands[2][i], bands[0][i]);
        }
    }

    private static void assertScaled(String text, BarColumns scaled, BarColumns bars, double factor) {
        IndicatorSpec spec = IndicatorSpec.of(text);
        double[][] expected = IndicatorWindow.of(spec, bars);
        double[][] actual = IndicatorWindow.of(spec, scaled);
        for (int line = 0; line < expected.length; line++) {
            assertThat(actual[line]).as(text).containsExactly(GeneratedBars.times(expected[line], factor));
        }
    }
}
