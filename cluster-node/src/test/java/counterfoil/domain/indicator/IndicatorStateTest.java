package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
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
        BarColumns bars = seed % 2 == 0 ? GeneratedBars.walk(seed, BARS) : GeneratedBars.rough(seed, BARS);
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

    /** Version 1, a text of 3 characters, 2 bars, the close before and the balance, and the checksum of all that. */
    @Test
    void theBytesAreLaidOutAsDescribed() {
        IndicatorSpec spec = IndicatorSpec.of("obv");
        Indicator updater = spec.start();
        updater.update(
                GeneratedBars.with(GeneratedBars.closes(10, 11), IndicatorInput.VOLUME, new double[] {5, 7}),
                0,
                2,
                new double[1][2],
                0);
        ByteBuffer expected = ByteBuffer.allocate(33);
        expected.put((byte) 1).put((byte) 3).put("obv".getBytes(StandardCharsets.US_ASCII));
        expected.putLong(2).putDouble(11).putDouble(7);
        CRC32C checksum = new CRC32C();
        checksum.update(expected.array(), 0, 29);
        expected.putInt((int) checksum.getValue());
        assertThat(IndicatorState.of(spec, updater, 2).bytes()).isEqualTo(expected.array());
    }

    @Test
    void bytesOfAnotherKindAreNotRead() {
        assertThat(IndicatorState.read(new byte[0])).isEmpty();
        assertThat(IndicatorState.read(new byte[200])).isEmpty();
    }
}
