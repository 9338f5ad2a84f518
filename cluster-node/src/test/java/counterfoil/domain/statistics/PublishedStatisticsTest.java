package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.ALONE;
import static counterfoil.domain.statistics.Given.growing;
import static counterfoil.domain.statistics.Given.perYear;
import static counterfoil.domain.statistics.Given.reason;
import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.StatisticsParameters;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that others published.
 *
 * <p>The monthly portfolio and benchmark of Bacon, Practical Portfolio Performance Measurement and Attribution (2008), as the
 * data set {@code portfolio_bacon} of the R package PerformanceAnalytics has them, with the book's values that its
 * documentation quotes, to their last printed digit.
 *
 * <p>The series and results of the tests of Quantopian's empyrical (Apache-2.0, {@code empyrical/tests/test_stats.py}), to
 * 1e-8. There the annual return of a series with a missing first row counts that row as a period; ours counts returns.
 */
class PublishedStatisticsTest {
    private static final double[] PORTFOLIO = {
        0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081, 0.040, -0.037, -0.061,
        0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009
    };
    private static final double[] BENCHMARK = {
        0.002, 0.025, 0.018, -0.011, 0.014, 0.018, 0.014, 0.065, -0.015, 0.042, -0.006, 0.083, 0.039, -0.038, -0.062,
        0.015, -0.048, 0.021, 0.060, 0.056, -0.067, 0.019, -0.003, 0.000
    };
    private static final double[] MIXED = {0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1};
    private static final double[] WEEKLY = {0, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1};
    private static final double PRINTED = 1e-8;

    private static StatisticsReport bacon() {
        return Statistics.of(growing(PORTFOLIO), new Benchmark.Given(growing(BENCHMARK)), 0, perYear(12));
    }

    private static StatisticsReport alone(double[] returns, int annualization) {
        return Statistics.of(growing(returns), ALONE, 0, perYear(annualization));
    }

    @Test
    void baconsDownsideDeviationBelowHalfAPercentAMonth() {
        assertThat(Alone.downsideDeviation(Returns.of(PORTFOLIO), 0.005)).isCloseTo(0.0255, within(0.00005));
    }

    @Test
    void baconsPainIndex() {
        assertThat(value(bacon(), StatisticDefinition.PAIN_INDEX)).isCloseTo(0.04, within(0.005));
    }

    @Test
    void baconsExcessKurtosisOfASample() {
        assertThat(value(bacon(), StatisticDefinition.EXCESS_KURTOSIS)).isCloseTo(-0.41, within(0.005));
    }

    /** The book takes annual geometric returns, ours the mean of the periods; from our parts its own value comes out. */
    @Test
    void baconsAlphaFromOurBetaAndAnnualReturns() {
        double portfolio = value(bacon(), StatisticDefinition.ANNUALIZED_RETURN);
        double benchmark = value(alone(BENCHMARK, 12), StatisticDefinition.ANNUALIZED_RETURN);
        double beta = value(bacon(), StatisticDefinition.BETA);

        assertThat(portfolio - beta * benchmark).isCloseTo(-0.014, within(0.0005));
    }

    /** M² = annual return × volatility of the benchmark / volatility of the portfolio, without a risk-free rate. */
    @Test
    void baconsMSquaredFromOurReturnAndVolatilities() {
        double portfolio = value(bacon(), StatisticDefinition.VOLATILITY);
        double benchmark = value(alone(BENCHMARK, 12), StatisticDefinition.VOLATILITY);

        assertThat(value(bacon(), StatisticDefinition.ANNUALIZED_RETURN) * benchmark / portfolio)
                .isCloseTo(0.10062, within(0.000005));
        // Fama's beta is the ratio of the volatilities.
        assertThat(portfolio / benchmark).isCloseTo(1.03, within(0.005));
    }

    /** What the benchmark does not explain, of a population: volatility × √(1 − correlation²) × √(23/24). */
    @Test
    void baconsSpecificRiskFromOurCorrelationAndVolatility() {
        double correlation = value(bacon(), StatisticDefinition.CORRELATION);
        double unexplained = Math.sqrt((1 - correlation * correlation) * 23 / 24);

        assertThat(value(bacon(), StatisticDefinition.VOLATILITY) * unexplained).isCloseTo(0.0329, within(0.00005));
    }

    static Stream<Arguments> drawdowns() {
        return Stream.of(
                Arguments.of(MIXED, -0.1),
                Arguments.of(new double[] {0, 0.01, 0, 0.01, 0, 0.01, 0, 0.01, 0}, 0.0),
                Arguments.of(new double[] {0.01, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01}, 0.0),
                Arguments.of(new double[] {0.01}, 0.0),
                Arguments.of(new double[] {0.1, -0.1, 0.1}, -0.1));
    }

    @ParameterizedTest
    @MethodSource("drawdowns")
    void empyricalsMaximumDrawdown(double[] returns, double expected) {
        assertThat(value(alone(returns, 252), StatisticDefinition.MAX_DRAWDOWN)).isCloseTo(expected, within(PRINTED));
    }

    @Test
    void empyricalHasNoDrawdownOfNothingAndNorHaveWe() {
        assertThat(reason(alone(new double[0], 252), StatisticDefinition.MAX_DRAWDOWN))
                .isEqualTo(Undefined.TOO_FEW_OBSERVATIONS);
    }

    static Stream<Arguments> volatilities() {
        return Stream.of(
                Arguments.of(MIXED, 252, 0.9136465399704637),
                Arguments.of(WEEKLY, 52, 0.38851569394870583),
                Arguments.of(WEEKLY, 12, 0.18663690238892558));
    }

    @ParameterizedTest
    @MethodSource("volatilities")
    void empyricalsVolatility(double[] returns, int annualization, double expected) {
        assertThat(value(alone(returns, annualization), StatisticDefinition.VOLATILITY))
                .isCloseTo(expected, within(PRINTED));
    }

    static Stream<Arguments> annualReturns() {
        return Stream.of(Arguments.of(WEEKLY, 52, 0.24690830513998208), Arguments.of(WEEKLY, 12, 0.052242061386048144));
    }

    @ParameterizedTest
    @MethodSource("annualReturns")
    void empyricalsAnnualReturn(double[] returns, int annualization, double expected) {
        assertThat(value(alone(returns, annualization), StatisticDefinition.ANNUALIZED_RETURN))
                .isCloseTo(expected, within(PRINTED));
    }

    @Test
    void empyricalsAnnualReturnWithAMissingRowIsOursOverOnePeriodMore() {
        double total = value(alone(MIXED, 252), StatisticDefinition.CUMULATIVE_RETURN);

        assertThat(Math.pow(1 + total, 252 / 9.0) - 1).isCloseTo(1.9135925373194231, within(PRINTED));
        assertThat(value(alone(MIXED, 252), StatisticDefinition.ANNUALIZED_RETURN))
                .isCloseTo(Math.pow(1 + total, 252 / 8.0) - 1, within(PRINTED));
    }

    @Test
    void empyricalsSharpeAndSortinoRatios() {
        assertThat(value(alone(MIXED, 252), StatisticDefinition.SHARPE)).isCloseTo(1.7238613961706866, within(PRINTED));
        assertThat(value(alone(MIXED, 252), StatisticDefinition.SORTINO)).isCloseTo(2.605531251673693, within(PRINTED));
    }

    /** A year's rate of 5 % is 1.05^(1/12) − 1 a month; Sharpe by hand from the mean and deviation of Bacon's portfolio. */
    @Test
    void theRiskFreeRateIsTakenFromEveryReturn() {
        StatisticsReport report =
                Statistics.of(growing(PORTFOLIO), ALONE, 0, new StatisticsParameters(0.05, 0.95, 1, 12, null));

        double monthly = Math.pow(1.05, 1.0 / 12) - 1;
        assertThat(value(report, StatisticDefinition.SHARPE))
                .isCloseTo((0.009 - monthly) / 0.0395485392463709 * Math.sqrt(12), within(1e-10));
    }
}
