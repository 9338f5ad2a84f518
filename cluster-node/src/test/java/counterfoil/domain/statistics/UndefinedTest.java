package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.against;
import static counterfoil.domain.statistics.Given.alone;
import static counterfoil.domain.statistics.Given.closes;
import static counterfoil.domain.statistics.Given.growing;
import static counterfoil.domain.statistics.Given.reason;
import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndefinedTest {
    private static final Closes WAVY = closes(100, 102, 99, 101, 104, 103);

    @ParameterizedTest
    @EnumSource
    void everyDefinitionSaysWhatItMeansAndWhoDefinedIt(StatisticDefinition definition) {
        assertThat(definition.meaning()).isNotBlank();
        assertThat(definition.source()).matches(".*\\([0-9]{4}\\).*");
        assertThat(definition.check()).isNotBlank();
    }

    @Test
    void everyStatisticIsAnsweredInTheOrderOfTheCatalogue() {
        assertThat(alone(WAVY).values().keySet()).containsExactly(StatisticDefinition.values());
        assertThat(against(WAVY, closes()).values().keySet()).containsExactly(StatisticDefinition.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void withoutAReturnNothingIsDefined(int size) {
        StatisticsReport report = alone(WAVY.slice(0, size));

        for (StatisticDefinition definition : StatisticDefinition.values()) {
            assertThat(reason(report, definition))
                    .isEqualTo(definition.isRelative() ? Undefined.NO_BENCHMARK : Undefined.TOO_FEW_OBSERVATIONS);
        }
        assertThat(report.extent()).isNull();
        assertThat(report.dates()).isEqualTo(StatisticsReport.Dates.NONE);
    }

    @Test
    void oneReturnHasNoSpreadAndNoShape() {
        StatisticsReport report = alone(closes(100, 98));

        assertThat(value(report, StatisticDefinition.CUMULATIVE_RETURN)).isEqualTo(-0.02);
        assertThat(value(report, StatisticDefinition.MAX_DRAWDOWN)).isEqualTo(-0.02);
        for (StatisticDefinition needy : new StatisticDefinition[] {
            StatisticDefinition.VOLATILITY,
            StatisticDefinition.DOWNSIDE_DEVIATION,
            StatisticDefinition.SHARPE,
            StatisticDefinition.SORTINO,
            StatisticDefinition.SKEWNESS,
            StatisticDefinition.EXCESS_KURTOSIS,
            StatisticDefinition.VAR_HISTORICAL,
            StatisticDefinition.VAR_GAUSSIAN,
            StatisticDefinition.CVAR_CORNISH_FISHER
        }) {
            assertThat(reason(report, needy)).as(needy.code()).isEqualTo(Undefined.TOO_FEW_OBSERVATIONS);
        }
    }

    @Test
    void aPriceThatNeverMovesHasNoVolatilityAndNoRatios() {
        StatisticsReport report = alone(closes(74.1, 74.1, 74.1, 74.1, 74.1));

        assertThat(value(report, StatisticDefinition.VOLATILITY)).isZero();
        assertThat(value(report, StatisticDefinition.VAR_GAUSSIAN)).isZero();
        assertThat(reason(report, StatisticDefinition.SHARPE)).isEqualTo(Undefined.ZERO_VARIANCE);
        assertThat(reason(report, StatisticDefinition.SORTINO)).isEqualTo(Undefined.NO_RETURN_BELOW_TARGET);
        assertThat(reason(report, StatisticDefinition.CALMAR)).isEqualTo(Undefined.NO_DRAWDOWN);
        assertThat(reason(report, StatisticDefinition.SKEWNESS)).isEqualTo(Undefined.ZERO_VARIANCE);
        assertThat(reason(report, StatisticDefinition.VAR_CORNISH_FISHER)).isEqualTo(Undefined.ZERO_VARIANCE);
    }

    /** The returns of such prices differ by rounding, and a Sharpe ratio to that would be some 1e14. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, -0.07, 1.0 / 3})
    void aPriceThatGrowsEvenlyHasNoVolatilityEither(double growth) {
        StatisticsReport report =
                alone(growing(DoubleStream.generate(() -> growth).limit(250).toArray()));

        assertThat(value(report, StatisticDefinition.VOLATILITY)).isZero();
        assertThat(reason(report, StatisticDefinition.SHARPE)).isEqualTo(Undefined.ZERO_VARIANCE);
    }

    @Test
    void aPriceThatOnlyRisesHasNoDownside() {
        StatisticsReport report = alone(closes(100, 101, 103, 104));

        assertThat(value(report, StatisticDefinition.DOWNSIDE_DEVIATION)).isZero();
        assertThat(value(report, StatisticDefinition.MAX_DRAWDOWN)).isZero();
        assertThat(report.dates().peak()).isNull();
        assertThat(reason(report, StatisticDefinition.SORTINO)).isEqualTo(Undefined.NO_RETURN_BELOW_TARGET);
        assertThat(reason(report, StatisticDefinition.CALMAR)).isEqualTo(Undefined.NO_DRAWDOWN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -37.63})
    void aPriceThatIsNotPositiveHasNoReturns(double price) {
        StatisticsReport report = against(closes(100, price, 99), closes(1, 2, 3));

        for (StatisticDefinition definition : StatisticDefinition.values()) {
            assertThat(reason(report, definition)).isEqualTo(Undefined.PRICE_NOT_POSITIVE);
        }
        // Before the range it does no harm.
        assertThat(value(
                        Statistics.of(closes(price, 100, 99), Given.ALONE, 2, StatisticsParameters.STANDARD),
                        StatisticDefinition.CUMULATIVE_RETURN))
                .isEqualTo(-0.01);
    }

    @Test
    void aBenchmarkWithoutACommonSpanComparesNothing() {
        Closes elsewhere = new Closes(new int[] {5, 6, 7}, new double[] {1, 2, 3});

        assertThat(reason(against(WAVY, elsewhere), StatisticDefinition.BETA)).isEqualTo(Undefined.NOT_OVERLAPPING);
    }

    @Test
    void aBenchmarkThatNeverMovesExplainsNothing() {
        StatisticsReport report = against(WAVY, closes(7, 7, 7, 7, 7, 7));

        assertThat(reason(report, StatisticDefinition.BETA)).isEqualTo(Undefined.ZERO_BENCHMARK_VARIANCE);
        assertThat(reason(report, StatisticDefinition.CORRELATION)).isEqualTo(Undefined.ZERO_BENCHMARK_VARIANCE);
        assertThat(reason(report, StatisticDefinition.UP_CAPTURE)).isEqualTo(Undefined.NO_UP_DAYS);
        assertThat(reason(report, StatisticDefinition.DOWN_CAPTURE)).isEqualTo(Undefined.NO_DOWN_DAYS);
        assertThat(value(report, StatisticDefinition.TRACKING_ERROR))
                .isEqualTo(value(report, StatisticDefinition.VOLATILITY));
    }

    @Test
    void aPriceThatNeverMovesHasABetaOfZeroAndNoCorrelation() {
        StatisticsReport report = against(closes(7, 7, 7, 7, 7, 7), WAVY);

        assertThat(value(report, StatisticDefinition.BETA)).isZero();
        assertThat(reason(report, StatisticDefinition.CORRELATION)).isEqualTo(Undefined.ZERO_VARIANCE);
    }

    @Test
    void numbersBeyondADoubleAreMissing() {
        StatisticsReport report = alone(closes(1e-300, 1e300, 1e-300, 1e300));

        assertThat(reason(report, StatisticDefinition.BEST_DAY)).isEqualTo(Undefined.NOT_REPRESENTABLE);
        assertThat(reason(report, StatisticDefinition.VOLATILITY)).isEqualTo(Undefined.NOT_REPRESENTABLE);
        assertThat(reason(report, StatisticDefinition.VAR_GAUSSIAN)).isEqualTo(Undefined.NOT_REPRESENTABLE);
    }

    /** Prices of all sizes that a double has, and of one size. */
    @Provide
    Arbitrary<double[]> prices() {
        Arbitrary<Double> ofAllSizes = Arbitraries.doubles().between(-300, 300).map(exponent -> Math.pow(10, exponent));
        Arbitrary<Double> ofOneSize = Arbitraries.doubles().between(99, 101);
        return Arbitraries.frequencyOf(Tuple.of(1, ofAllSizes), Tuple.of(3, ofOneSize))
                .array(double[].class)
                .ofMaxSize(30);
    }

    /** {@link Statistic.Value} refuses anything else, so an answer at all is the proof. */
    @Property(tries = 300)
    void anyPositivePricesGiveFiniteNumbersOrReasons(
            @ForAll("prices") double[] prices, @ForAll("prices") double[] benchmark) {
        assertThat(Statistics.of(closes(prices), new Benchmark.Given(closes(benchmark)), 0, Given.rolling(3))
                        .values())
                .hasSize(StatisticDefinition.values().length);
    }
}
