package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndicatorStateTest {

    private static final int BARS = 300;

    @Provide
    Arbitrary<IndicatorSpec> specs() {
        return GeneratedSpecs.any();
    }

    @Property(tries = 500)
    void anUpdaterMadeFromAStateGoesOnBitByBit(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(max = BARS) int cut) {
        BarColumns bars = GeneratedBars.walk(seed, BARS);
        double[][] expected = IndicatorWindow.of(spec, bars);
        double[][] actual = new double[expected.length][BARS];
        Indicator before = spec.start();
        before.update(bars, 0, cut, actual, 0);
        byte[] stored = IndicatorState.of(spec, before, cut).bytes();
        IndicatorState state = IndicatorState.read(stored).orElseThrow();
        state.resume().update(bars, cut, BARS, actual, cut);
        assertThat(state.spec()).isEqualTo(spec);
        assertThat(state.bars()).isEqualTo(cut);
        for (int line = 0; line < expected.length; line++) {
            assertThat(actual[line]).as(spec.text()).containsExactly(expected[line]);
        }
    }

    @Property(tries = 200)
    void takingAStateDoesNotDisturbTheUpdater(
            @ForAll("specs") IndicatorSpec spec, @ForAll long seed, @ForAll @IntRange(max = BARS) int cut) {
        BarColumns bars = GeneratedBars.walk(seed, BARS);
        double[][] expected = IndicatorWindow.of(spec, bars);
        double[][] actual = new double[expected.length][BARS];
        Indicator updater = spec.start();
        updater.update(bars, 0, cut, actual, 0);
        IndicatorState state = IndicatorState.of(spec, updater, cut);
        Indicator other = state.resume();
        other.update(GeneratedBars.walk(seed + 1, 50), 0, 50, new double[expected.length][50], 0);
        updater.update(bars, cut, BARS, actual, cut);
        for (int line = 0; line < expected.length; line++) {
            assertThat(actual[line]).containsExactly(expected[line]);
        }
        assertThat(state.bytes())
                .isEqualTo(IndicatorState.of(spec, state.resume(), cut).bytes());
    }

    @ParameterizedTest
    @MethodSource("counterfoil.domain.indicator.IndicatorCatalogue#all")
    void theSizeOfAStateDependsOnThePeriodsOnly(IndicatorDefinition definition) {
        IndicatorSpec spec = definition.standard();
        Indicator updater = spec.start();
        int size = IndicatorState.of(spec, updater, 0).bytes().length;
        updater.update(GeneratedBars.walk(1, 5_000), 0, 5_000, new double[updater.lines()][5_000], 0);
        assertThat(IndicatorState.of(spec, updater, 5_000).bytes())
                .hasSize(size)
                .hasSizeLessThan(4_096);
    }

    @Property(tries = 300)
    void aStateWithOneBitTurnedIsNotRead(
            @ForAll("specs") IndicatorSpec spec, @ForAll @IntRange(max = Integer.MAX_VALUE) int bit) {
        byte[] stored = IndicatorState.of(spec, spec.start(), 0).bytes();
        stored[bit / 8 % stored.length] ^= (byte) (1 << bit % 8);
        assertThat(IndicatorState.read(stored)).isEmpty();
    }

    @Property(tries = 100)
    void aStateThatIsCutIsNotRead(@ForAll("specs") IndicatorSpec spec, @ForAll @IntRange(max = 10_000) int length) {
        byte[] stored = IndicatorState.of(spec, spec.start(), 0).bytes();
        assertThat(IndicatorState.read(Arrays.copyOf(stored, length % stored.length)))
                .isEmpty();
    }

    @Test
    void bytesOfAnotherKindAreNotRead() {
        assertThat(IndicatorState.read(new byte[0])).isEmpty();
        assertThat(IndicatorState.read(new byte[200])).isEmpty();
    }
}
