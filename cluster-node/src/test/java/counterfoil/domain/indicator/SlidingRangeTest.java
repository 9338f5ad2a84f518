package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extremes and their ages against a search through each window; few different prices, so that many are equal. */
class SlidingRangeTest {

    private static final int BARS = 5_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 14, 52, 200})
    void extremesAndAgesAreThoseOfASearch(int period) {
        Random random = new Random(period);
        double[] high =
                random.doubles(BARS).map(value -> 100 + Math.rint(value * 8)).toArray();
        double[] low =
                random.doubles(BARS).map(value -> 90 - Math.rint(value * 8)).toArray();
        SlidingRange range = new SlidingRange(period);
        for (int i = 0; i < BARS; i++) {
            range.add(high[i], low[i]);
            if (i < period - 1) {
                assertThat(range.highest()).isNaN();
                assertThat(range.lowest()).isNaN();
                continue;
            }
            int highest = i;
            int lowest = i;
            for (int back = i - 1; back > i - period; back--) {
                highest = high[back] > high[highest] ? back : highest;
                lowest = low[back] < low[lowest] ? back : lowest;
            }
            assertThat(range.highest()).isEqualTo(high[highest]);
            assertThat(range.lowest()).isEqualTo(low[lowest]);
            assertThat(range.highestAge()).isEqualTo(i - highest);
            assertThat(range.lowestAge()).isEqualTo(i - lowest);
        }
    }

    /** Asked only now and then, as after a pause, the age is still the right one. */
    @Test
    void agesNeedNotBeAskedForAtEveryBar() {
        double[] values =
                new Random(9).doubles(BARS).map(value -> Math.rint(value * 4)).toArray();
        SlidingExtreme often = SlidingExtreme.highest(25);
        SlidingExtreme seldom = SlidingExtreme.highest(25);
        for (int i = 0; i < BARS; i++) {
            often.add(values[i]);
            seldom.add(values[i]);
            int age = often.age();
            if (i > 25 && i % 17 == 0) {
                assertThat(seldom.age()).isEqualTo(age);
            }
        }
    }

    @Test
    void aNotANumberIsInTheWindowsThatHoldItAndInNoOther() {
        SlidingExtreme extreme = SlidingExtreme.highest(3);
        double[] values = {1, 2, 3, Double.NaN, 1, 1, 1, 2};
        double[] expected = {Double.NaN, Double.NaN, 3, Double.NaN, Double.NaN, Double.NaN, 1, 2};
        assertThat(Arrays.stream(values).map(extreme::add).toArray()).containsExactly(expected);
    }
}
