package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.against;
import static counterfoil.domain.statistics.Given.alone;
import static counterfoil.domain.statistics.Given.closes;
import static counterfoil.domain.statistics.Given.growing;
import static counterfoil.domain.statistics.Given.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for every series. Returns of a few percent in any order are given; 30 or more, so that tails exist. */
class StatisticsLawsTest {
    private static final int TRIES = 150;

    /** Those that depend on the order of returns, or on their compounding. */
    private static final Set<StatisticDefinition> ORDERED = EnumSet.of(
            StatisticDefinition.MAX_DRAWDOWN,
            StatisticDefinition.AVERAGE_DRAWDOWN,
            StatisticDefinition.CURRENT_DRAWDOWN,
            StatisticDefinition.PAIN_INDEX,
            StatisticDefinition.CALMAR);

    /** Those that grow with the returns' size when the risk-free rate is 0; of the relative ones the benchmark stays. */
    private static final Set<StatisticDefinition> LINEAR = EnumSet.of(
            StatisticDefinition.MEAN_RETURN,
            StatisticDefinition.VOLATILITY,
            StatisticDefinition.DOWNSIDE_DEVIATION,
            StatisticDefinition.BEST_DAY,
            StatisticDefinition.WORST_DAY,
            StatisticDefinition.VAR_HISTORICAL,
            StatisticDefinition.VAR_GAUSSIAN,
            StatisticDefinition.VAR_CORNISH_FISHER,
            StatisticDefinition.CVAR_HISTORICAL,
            StatisticDefinition.CVAR_GAUSSIAN,
            StatisticDefinition.CVAR_CORNISH_FISHER,
            StatisticDefinition.BETA,
            StatisticDefinition.ALPHA);

    /** Those that the returns' size does not change. */
    private static final Set<StatisticDefinition> FREE_OF_SCALE = EnumSet.of(
            StatisticDefinition.SHARPE,
            StatisticDefinition.SORTINO,
            StatisticDefinition.SKEWNESS,
            StatisticDefinition.EXCESS_KURTOSIS,
            StatisticDefinition.HIT_RATE,
            StatisticDefinition.CORRELATION);

    private static double[] values(StatisticsReport report, Set<StatisticDefinition> of) {
        return of.stream()
                .mapToDouble(definition -> Given.value(report, definition))
                .toArray();
    }

    /** A reason must stay the same one. */
    private static void assertSame(
            StatisticsReport expected, StatisticsReport actual, Set<StatisticDefinition> of, double factor) {
        for (StatisticDefinition definition : of) {
            switch (Given.statistic(expected, definition)) {
                case Statistic.Value value -> {
                    double scaled = value.value() * factor;
                    assertThat(Given.value(actual, definition))
                            .as(definition.code())
                            .isCloseTo(scaled, within(1e-9 * Math.max(1, Math.abs(scaled))));
                }
                case Statistic.Missing missing ->
                    assertThat(Given.reason(actual, definition)).isEqualTo(missing.reason());
            }
        }
    }

    private static double[] other(double[] returns, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(returns)
                .map(r -> 0.5 * r + 0.01 * random.nextGaussian())
                .toArray();
    }

    @Provide
    Arbitrary<double[]> returns() {
        return returns(30, 60);
    }

    @Provide
    Arbitrary<double[]> manyReturns() {
        return returns(100, 150);
    }

    private static Arbitrary<double[]> returns(int atLeast, int atMost) {
        return Arbitraries.doubles()
                .between(-0.05, 0.05)
                .ofScale(5)
                .array(double[].class)
                .ofMinSize(atLeast)
                .ofMaxSize(atMost);
    }

    @Provide
    Arbitrary<double[]> prices() {
        return Arbitraries.doubles()
                .between(1, 100)
                .array(double[].class)
                .ofMinSize(2)
                .ofMaxSize(40);
    }

    @Property(tries = TRIES)
    void theUnitOfPricesDoesNotMatter(
            @ForAll("returns") double[] returns, @ForAll @DoubleRange(min = 0.01, max = 1000) double factor) {
        Closes prices = growing(returns);

        assertSame(
                against(prices, growing(other(returns, 1))),
                against(times(prices, factor), growing(other(returns, 1))),
                EnumSet.allOf(StatisticDefinition.class),
                1);
    }

    @Property(tries = TRIES)
    void leverageScalesReturnsAndLeavesRatios(
            @ForAll("returns") double[] returns, @ForAll @DoubleRange(min = 0.25, max = 4) double leverage) {
        double[] levered = Arrays.stream(returns).map(r -> r * leverage).toArray();
        Closes benchmark = growing(other(returns, 2));
        StatisticsReport plain = against(growing(returns), benchmark);
        StatisticsReport more = against(growing(levered), benchmark);

        assertSame(plain, more, LINEAR, leverage);
        assertSame(plain, more, FREE_OF_SCALE, 1);
    }

    @Property(tries = TRIES)
    void theOrderOfReturnsMattersToDrawdownsOnly(@ForAll("returns") double[] returns, @ForAll long seed) {
        double[] beside = other(returns, 3);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, returns.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        double[] shuffled = order.stream().mapToDouble(i -> returns[i]).toArray();
        double[] shuffledBeside = order.stream().mapToDouble(i -> beside[i]).toArray();

        assertSame(
                against(growing(returns), growing(beside)),
                against(growing(shuffled), growing(shuffledBeside)),
                EnumSet.complementOf(EnumSet.copyOf(ORDERED)),
                1);
    }

    @Property(tries = TRIES)
    void addingTheSameToEveryReturnMovesTheMeanAndNoSpread(
            @ForAll("returns") double[] returns, @ForAll @DoubleRange(min = -0.02, max = 0.02) double shift) {
        double[] moved = Arrays.stream(returns).map(r -> r + shift).toArray();
        Closes benchmark = growing(other(returns, 4));
        StatisticsReport plain = against(growing(returns), benchmark);
        StatisticsReport after = against(growing(moved), benchmark);

        assertSame(
                plain,
                after,
                EnumSet.of(
                        StatisticDefinition.VOLATILITY,
                        StatisticDefinition.SKEWNESS,
                        StatisticDefinition.EXCESS_KURTOSIS,
                        StatisticDefinition.BETA,
                        StatisticDefinition.CORRELATION,
                        StatisticDefinition.TRACKING_ERROR),
                1);
        Set<StatisticDefinition> mean = EnumSet.of(StatisticDefinition.MEAN_RETURN);
        assertThat(values(after, mean)[0] - values(plain, mean)[0]).isCloseTo(shift, within(1e-14));
        Set<StatisticDefinition> risk = EnumSet.of(StatisticDefinition.VAR_GAUSSIAN);
        assertThat(values(plain, risk)[0] - values(after, risk)[0]).isCloseTo(shift, within(1e-12));
    }

    @Property(tries = TRIES)
    void asItsOwnBenchmarkASeriesHasABetaOfOneAndNothingBeyond(@ForAll("returns") double[] returns) {
        double[] varied = returns.clone();
        varied[0] = 0.04;
        varied[1] = -0.03;
        StatisticsReport report = against(growing(varied), growing(varied));

        assertThat(values(
                        report,
                        EnumSet.of(
                                StatisticDefinition.BETA,
                                StatisticDefinition.ALPHA,
                                StatisticDefinition.CORRELATION,
                                StatisticDefinition.UP_CAPTURE,
                                StatisticDefinition.DOWN_CAPTURE,
                                StatisticDefinition.TRACKING_ERROR)))
                .containsExactly(new double[] {1, 0, 1, 1, 1, 0}, within(1e-13));
        assertThat(Given.reason(report, StatisticDefinition.INFORMATION_RATIO)).isEqualTo(Undefined.ZERO_VARIANCE);
    }

    /** What is asked for a range is what its own closes give, whatever history stands before the base. */
    @Property(tries = TRIES)
    void historyBeforeTheRangeChangesNothing(
            @ForAll("returns") double[] returns, @ForAll @IntRange(min = 1, max = 8) int fromDay) {
        Closes all = growing(returns);
        Closes benchmark = growing(other(returns, 5));
        StatisticsReport part =
                Statistics.of(all, new Benchmark.Given(benchmark), fromDay, StatisticsParameters.STANDARD);
        StatisticsReport own = Statistics.of(
                all.slice(fromDay - 1, all.size()),
                new Benchmark.Given(benchmark.slice(fromDay - 1, all.size())),
                fromDay,
                StatisticsParameters.STANDARD);

        assertThat(part.values()).isEqualTo(own.values());
        assertThat(part.extent())
                .isEqualTo(new StatisticsReport.Extent(
                        returns.length - fromDay + 1, fromDay - 1, fromDay, returns.length));
    }

    @Property(tries = TRIES)
    void theWorseTheLevelTheGreaterTheLossAndTheMeanBeyondIsGreaterStill(@ForAll("manyReturns") double[] returns) {
        Closes prices = growing(returns);
        double[] at95 = tails(prices, 0.95);
        double[] at99 = tails(prices, 0.99);

        for (int i = 0; i < at95.length; i += 2) {
            assertThat(at99[i]).isGreaterThanOrEqualTo(at95[i]);
            assertThat(at95[i + 1]).isGreaterThanOrEqualTo(at95[i] - 1e-15);
        }
    }

    private static double[] tails(Closes prices, double confidence) {
        StatisticsReport report =
                Statistics.of(prices, Given.ALONE, 0, new StatisticsParameters(0, confidence, 1, 252, null));
        return new double[] {
            Given.value(report, StatisticDefinition.VAR_HISTORICAL),
            Given.value(report, StatisticDefinition.CVAR_HISTORICAL),
            Given.value(report, StatisticDefinition.VAR_GAUSSIAN),
            Given.value(report, StatisticDefinition.CVAR_GAUSSIAN)
        };
    }

    @Property(tries = TRIES)
    void theDeepestFallIsTheDeepestOfAllPairs(@ForAll("prices") double[] prices) {
        double deepest = 0;
        for (int i = 0; i < prices.length; i++) {
            for (int k = i; k < prices.length; k++) {
                deepest = Math.min(deepest, (prices[k] - prices[i]) / prices[i]);
            }
        }

        assertThat(Given.value(alone(closes(prices)), StatisticDefinition.MAX_DRAWDOWN))
                .isEqualTo(deepest);
    }
}
