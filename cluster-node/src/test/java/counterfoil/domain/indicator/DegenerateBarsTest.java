package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.indicator.IndicatorLine.Shift;
import counterfoil.domain.indicator.IndicatorLine.Unit;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars that lead into 0 / 0: every value is a number, or is missing where the definition says so. */
class DegenerateBarsTest {

    /** A mean of 14 bars has lost a price of 1e12 among prices of 100 after this many: (13/14)^1000 is below 1e-32. */
    private static final int FORGOTTEN = 1_000;

    @Provide
    Arbitrary<IndicatorSpec> specs() {
        return GeneratedSpecs.any();
    }

    @ParameterizedTest
    @MethodSource("counterfoil.domain.indicator.IndicatorCatalogue#all")
    void noBarsGiveNoValues(IndicatorDefinition definition) {
        assertThat(IndicatorWindow.of(definition.standard(), GeneratedBars.walk(1, 0)))
                .hasDimensions(definition.lines().size(), 0);
    }

    @Property(tries = 200)
    void oneBarGivesOnlyWhatNeedsNoOther(@ForAll("specs") IndicatorSpec spec, @ForAll long seed) {
        double[][] values = IndicatorWindow.of(spec, GeneratedBars.walk(seed, 1));
        for (int line = 0; line < values.length; line++) {
            assertThat(Double.isNaN(values[line][0])).isEqualTo(spec.start().firstValueAt(line) > 0);
        }
    }

    @Property(tries = 200)
    void aPriceThatNeverMovesIsItsOwnLevelAndHasNoDifferences(
            @ForAll("specs") IndicatorSpec spec, @ForAll @IntRange(min = 1, max = 100_000_000) int part) {
        double price = part / 997.0;
        double[] prices = new double[150];
        Arrays.fill(prices, price);
        double[][] values = IndicatorWindow.of(spec, GeneratedBars.closes(prices));
        assertNumbersOrUndefined(spec, values);
        for (int line = 0; line < values.length; line++) {
            IndicatorLine described = spec.definition().lines().get(line);
            if (described.unit() == Unit.PRICE) {
                double expected = described.shift() == Shift.MOVES ? price : 0;
                assertThat(Arrays.stream(values[line]).filter(value -> !Double.isNaN(value)))
                        .allMatch(value -> Math.abs(value - expected) <= price * 1e-14);
            }
        }
    }

    @Property(tries = 200)
    void withoutVolumeEveryValueIsANumberOrUndefined(@ForAll("specs") IndicatorSpec spec, @ForAll long seed) {
        BarColumns bars = GeneratedBars.walk(seed, 150);
        BarColumns silent = GeneratedBars.with(bars, IndicatorInput.VOLUME, new double[150]);
        assertNumbersOrUndefined(spec, IndicatorWindow.of(spec, silent));
    }

    /** Zeros, negative prices, tiny and huge ones: all of this stands once a person has accepted it. */
    @Property(tries = 400)
    void roughBarsGiveNumbersOrUndefined(@ForAll("specs") IndicatorSpec spec, @ForAll long seed) {
        assertNumbersOrUndefined(spec, IndicatorWindow.of(spec, GeneratedBars.rough(seed, 200)));
    }

    @Property(tries = 300)
    void roughBarsAreForgottenByWindowsAndPoisonNoMean(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int rough) {
        int sound = GeneratedSpecs.warmUp(spec) + FORGOTTEN;
        Indicator updater = spec.start();
        updater.update(GeneratedBars.rough(seed, rough), 0, rough, new double[updater.lines()][rough], 0);
        double[][] values = new double[updater.lines()][sound];
        updater.update(GeneratedBars.walk(seed, sound), 0, sound, values, 0);
        for (double[] line : values) {
            assertThat(line[sound - 1]).isFinite();
        }
    }

    /** The index stands still while the close does, but for its last digits. */
    @ParameterizedTest
    @MethodSource("restingSpecs")
    void aCloseThatRestsMakesNoNoise(String text) {
        double[] closes = new double[400];
        Arrays.fill(closes, 50.1);
        closes[3] = 50.7;
        closes[7] = 49.9;
        double[][] values = IndicatorWindow.of(IndicatorSpec.of(text), GeneratedBars.closes(closes));
        assertThat(Arrays.copyOfRange(values[0], 100, 400)).containsOnly(Double.NaN);
    }

    static String[] restingSpecs() {
        return new String[] {"stochrsi", "stochrsi:2:2:1:1", "stochrsi:14:5:1:3", "ultosc"};
    }

    private static void assertNumbersOrUndefined(IndicatorSpec spec, double[][] values) {
        boolean undefined = spec.definition().undefined() != null;
        for (int line = 0; line < values.length; line++) {
            int first = spec.start().firstValueAt(line);
            double[] warmUp = Arrays.copyOf(values[line], Math.min(first, values[line].length));
            assertThat(Arrays.stream(warmUp)).allMatch(value -> Double.isNaN(value));
            assertThat(Arrays.stream(values[line]).skip(first))
                    .as("%s, line %d", spec, line)
                    .allMatch(value -> Double.isFinite(value) || (undefined && Double.isNaN(value)));
        }
    }
}
