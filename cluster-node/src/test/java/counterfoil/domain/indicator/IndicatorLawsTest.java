package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every indicator of the catalogue, whatever its parameters and the bars. */
class IndicatorLawsTest {

    @Provide
    Arbitrary<IndicatorSpec> specs() {
        return GeneratedSpecs.any();
    }

    @Property(tries = 400)
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

    @Property(tries = 300)
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

    @Property(tries = 300)
    void noValueDependsOnALaterBar(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(min = 1, max = 299) int known) {
        BarColumns all = GeneratedBars.walk(seed, 300);
        double[][] withFuture = IndicatorWindow.of(spec, all);
        double[][] withoutFuture = IndicatorWindow.of(spec, GeneratedBars.first(all, known));
        for (int line = 0; line < withFuture.length; line++) {
            assertThat(Arrays.copyOf(withFuture[line], known)).containsExactly(withoutFuture[line]);
        }
    }

    /** Over several walks, because an oscillator may have no range to stand in at its first bar. */
    @Property(tries = 200)
    void theFirstValueComesWhereItIsAnnounced(@ForAll("specs") IndicatorSpec spec, @ForAll int seed) {
        Indicator indicator = spec.start();
        int[] first = new int[indicator.lines()];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (long walk = seed; walk < seed + 20L; walk++) {
            double[][] values = IndicatorWindow.of(spec, GeneratedBars.walk(walk, 200));
            assertThat(values).hasNumberOfRows(spec.definition().lines().size());
            for (int line = 0; line < values.length; line++) {
                first[line] = Math.min(first[line], firstNumber(values[line]));
            }
        }
        for (int line = 0; line < first.length; line++) {
            assertThat(first[line]).isEqualTo(indicator.firstValueAt(line));
        }
    }

    @Property(tries = 300)
    void noValueIsOutsideOfTheRangeOfItsLine(@ForAll("specs") IndicatorSpec spec, @ForAll long seed) {
        double[][] values = IndicatorWindow.of(spec, GeneratedBars.walk(seed, 300));
        for (int line = 0; line < values.length; line++) {
            IndicatorLine range = spec.definition().lines().get(line);
            assertThat(Arrays.stream(values[line]).filter(value -> !Double.isNaN(value)))
                    .allMatch(value -> range.lowest() <= value && value <= range.highest());
        }
    }

    @Property(tries = 300)
    void columnsThatAreNotNamedAsInputsChangeNothing(@ForAll("specs") IndicatorSpec spec, @ForAll long seed) {
        BarColumns bars = GeneratedBars.walk(seed, 200);
        BarColumns others = bars;
        for (IndicatorInput input : IndicatorInput.values()) {
            if (!spec.definition().inputs().contains(input)) {
                others = GeneratedBars.with(others, input, new double[200]);
            }
        }
        double[][] expected = IndicatorWindow.of(spec, bars);
        double[][] actual = IndicatorWindow.of(spec, others);
        for (int line = 0; line < expected.length; line++) {
            assertThat(actual[line]).containsExactly(expected[line]);
        }
    }

    @ParameterizedTest
    @MethodSource("counterfoil.domain.indicator.IndicatorCatalogue#all")
    void everyColumnThatIsNamedAsAnInputMatters(IndicatorDefinition definition) {
        BarColumns bars = GeneratedBars.walk(17, 300);
        double[][] before = IndicatorWindow.of(definition.standard(), bars);
        for (IndicatorInput input : definition.inputs()) {
            double[] other = GeneratedBars.column(GeneratedBars.walk(18, 300), input);
            double[][] after = IndicatorWindow.of(definition.standard(), GeneratedBars.with(bars, input, other));
            assertThat(Arrays.deepEquals(before, after)).as(input.code()).isFalse();
        }
    }

    private static int firstNumber(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
