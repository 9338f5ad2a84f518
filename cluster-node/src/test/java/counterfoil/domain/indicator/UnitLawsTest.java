package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** Every line answers a change of units, and a shift of all prices, as its definition says. */
class UnitLawsTest {

    private static final int BARS = 200;

    @Provide
    Arbitrary<IndicatorSpec> specs() {
        return GeneratedSpecs.any();
    }

    /** Factors are powers of two, which change no digit, so the law holds exactly. */
    @Property(tries = 400)
    void pricesInAnotherUnitScaleLinesOfPricesAndNoOther(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        assertScaled(spec, seed, power, Unit.PRICE);
    }

    @Property(tries = 400)
    void volumesInAnotherUnitScaleLinesOfVolumeAndNoOther(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int power) {
        assertScaled(spec, seed, power, Unit.VOLUME);
    }

    /** Prices are multiples of 1/256 and so is the amount: differences of prices keep every digit. */
    @Property(tries = 400)
    void anAmountAddedToAllPricesMovesLevelsAndLeavesDifferences(
            @ForAll("specs") IndicatorSpec spec,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 100_000) int part) {
        double amount = part / 256.0;
        BarColumns bars = GeneratedBars.onGrid(GeneratedBars.walk(seed, BARS));
        double[][] before = IndicatorWindow.of(spec, bars);
        double[][] after = IndicatorWindow.of(spec, GeneratedBars.shifted(bars, amount));
        for (int line = 0; line < before.length; line++) {
            Shift shift = spec.definition().lines().get(line).shift();
            if (shift != Shift.CHANGES) {
                double[] expected = Arrays.stream(before[line])
                        .map(value -> shift == Shift.MOVES ? value + amount : value)
                        .toArray();
                assertThat(after[line]).as(spec.text()).containsExactly(expected, within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("counterfoil.domain.indicator.IndicatorCatalogue#all")
    void aLineThatIsSaidToChangeWithAShiftDoes(IndicatorDefinition definition) {
        BarColumns bars = GeneratedBars.onGrid(GeneratedBars.walk(23, BARS));
        double[][] before = IndicatorWindow.of(definition.standard(), bars);
        double[][] after = IndicatorWindow.of(definition.standard(), GeneratedBars.shifted(bars, 100));
        for (int line = 0; line < before.length; line++) {
            boolean changes = definition.lines().get(line).shift() == Shift.CHANGES;
            double differing = 0;
            for (int i = 0; i < BARS; i++) {
                double moved = Math.abs(after[line][i] - before[line][i]);
                differing = Math.max(differing, Double.isNaN(moved) ? 0 : Math.min(moved, Math.abs(moved - 100)));
            }
            assertThat(differing > 1e-6).as("line %d", line).isEqualTo(changes);
        }
    }

    private static void assertScaled(IndicatorSpec spec, long seed, int power, Unit scaled) {
        double factor = Math.scalb(1.0, power);
        BarColumns bars = GeneratedBars.walk(seed, BARS);
        BarColumns other =
                scaled == Unit.PRICE ? GeneratedBars.scaled(bars, factor, 1) : GeneratedBars.scaled(bars, 1, factor);
        double[][] before = IndicatorWindow.of(spec, bars);
        double[][] after = IndicatorWindow.of(spec, other);
        for (int line = 0; line < before.length; line++) {
            Unit unit = spec.definition().lines().get(line).unit();
            double[] expected = GeneratedBars.times(before[line], unit == scaled ? factor : 1);
            assertThat(after[line]).as(spec.text()).containsExactly(expected);
        }
    }
}
