package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingTest {
    private static final int SIZE = 300;
    private static final Closes CLOSES = walk(7);
    private static final Closes BENCHMARK = without(walk(8), 50);

    private static Closes walk(long seed) {
        Random random = new Random(seed);
        double[] closes = new double[SIZE];
        double price = 100;
        for (int i = 0; i < SIZE; i++) {
            closes[i] = price;
            price *= 1 + 0.0003 + 0.02 * random.nextGaussian();
        }
        return Given.closes(closes);
    }

    /** A series that does not have one of the days. */
    private static Closes without(Closes closes, int day) {
        return Closes.joined(List.of(closes.slice(0, day), closes.slice(day + 1, closes.size())));
    }

    private static RollingLines rolling(Closes closes, int fromDay, int window) {
        return Objects.requireNonNull(
                Statistics.of(closes, new Benchmark.Given(BENCHMARK), fromDay, Given.rolling(window))
                        .rolling());
    }

    /** A window of returns is a series of its own, with the close before its first return. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 21, 64, 298})
    void everyWindowIsTheStatisticOfItsOwnReturns(int window) {
        RollingLines lines = rolling(CLOSES, 0, window);
        StatisticsParameters parameters = Given.rolling(window);

        assertThat(lines.day()).hasSize(SIZE - 1);
        for (int i = 0; i < lines.day().length; i++) {
            if (i < window - 1) {
                assertThat(lines.volatility()[i]).isNaN();
                continue;
            }
            Closes of = CLOSES.slice(i - window + 1, i + 2);
            StatisticsReport alone = Statistics.of(of, Given.ALONE, 0, parameters);
            assertThat(lines.volatility()[i]).isCloseTo(value(alone, StatisticDefinition.VOLATILITY), within(1e-13));
            assertThat(lines.sharpe()[i]).isCloseTo(value(alone, StatisticDefinition.SHARPE), within(1e-10));
            assertThat(lines.maxDrawdown()[i]).isEqualTo(value(alone, StatisticDefinition.MAX_DRAWDOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 21, 64})
    void betaRollsOverTheDatesThatBothHave(int window) {
        double[] beta = Objects.requireNonNull(rolling(CLOSES, 0, window).beta());
        Closes both = without(CLOSES, 50);

        assertThat(beta[49]).isNaN();
        for (int i = window; i < both.size(); i++) {
            StatisticsReport against = Given.against(both.slice(i - window, i + 1), BENCHMARK.slice(i - window, i + 1));
            assertThat(beta[both.day(i) - 1]).isCloseTo(value(against, StatisticDefinition.BETA), within(1e-11));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 150, 299})
    void aRangeSelectsValuesAndChangesNone(int fromDay) {
        RollingLines all = rolling(CLOSES, 0, 20);
        RollingLines part = rolling(CLOSES, fromDay, 20);
        RollingLines cut = rolling(CLOSES.slice(Math.max(0, fromDay - 25), SIZE), fromDay, 20);

        int skipped = fromDay - 1;
        assertThat(part.day()).isEqualTo(Arrays.copyOfRange(all.day(), skipped, SIZE - 1));
        assertThat(part.volatility()).isEqualTo(Arrays.copyOfRange(all.volatility(), skipped, SIZE - 1));
        assertThat(cut.maxDrawdown()).isEqualTo(part.maxDrawdown());
        assertThat(cut.volatility()).containsExactly(part.volatility(), within(1e-14));
    }

    @Test
    void whatComesLaterChangesNothing() {
        RollingLines all = rolling(CLOSES, 0, 20);
        RollingLines truncated = rolling(CLOSES.slice(0, 120), 0, 20);

        assertThat(truncated.volatility()).isEqualTo(Arrays.copyOf(all.volatility(), 119));
        assertThat(truncated.sharpe()).isEqualTo(Arrays.copyOf(all.sharpe(), 119));
        assertThat(truncated.maxDrawdown()).isEqualTo(Arrays.copyOf(all.maxDrawdown(), 119));
    }

    @Test
    void aWindowLongerThanTheHistoryHasNoValues() {
        assertThat(rolling(CLOSES, 0, 299).volatility()).hasSize(299);
        assertThat(rolling(CLOSES, 0, 300).volatility()).hasSize(299).containsOnly(Double.NaN);
    }

    @Test
    void aStormLeavesNoTraceInACalmWindow() {
        RollingMoments moments = new RollingMoments(10);
        double[] calm = new double[40];
        Arrays.setAll(calm, i -> 0.001 + 1e-9 * (i % 3));
        for (int i = 0; i < 25; i++) {
            moments.add(1e6 * (i % 2 == 0 ? 1 : -1), i);
        }
        for (double value : calm) {
            moments.add(value, 0);
        }

        Moments expected = Moments.of(Arrays.copyOfRange(calm, 30, 40));
        assertThat(moments.deviation()).isCloseTo(expected.deviation(), within(1e-18));
        assertThat(moments.mean()).isCloseTo(expected.mean(), within(1e-17));
    }

    @Test
    void equalReturnsHaveADeviationOfExactlyZero() {
        RollingMoments moments = new RollingMoments(7);
        for (int i = 0; i < 40; i++) {
            if (moments.add(0.1, 1.0 / 3)) {
                assertThat(moments.deviation()).isZero();
                assertThat(moments.mean()).isEqualTo(0.1);
                assertThat(moments.slope()).isNaN();
            }
        }
    }
}
