package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.growing;
import static counterfoil.domain.statistics.Given.perYear;
import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Four returns of 3 %, −1 %, 2 % and 0 % beside 1 %, −2 %, 1 % and 0 % of a benchmark, four of them a year, worked out by
 * hand: no published table has these statistics in our form.
 */
class WorkedStatisticsTest {
    private static final double TOTAL = 1.03 * 0.99 * 1.02 - 1;

    private final StatisticsReport report = Statistics.of(
            growing(0.03, -0.01, 0.02, 0), new Benchmark.Given(growing(0.01, -0.02, 0.01, 0)), 0, perYear(4));

    private void assertIs(StatisticDefinition definition, double expected) {
        assertThat(value(report, definition)).as(definition.code()).isCloseTo(expected, within(1e-13));
    }

    @Test
    void returnsAreCountedAndAdded() {
        assertIs(StatisticDefinition.CUMULATIVE_RETURN, TOTAL);
        assertIs(StatisticDefinition.CUMULATIVE_LOG_RETURN, Math.log(1.03) + Math.log(0.99) + Math.log(1.02));
        assertIs(StatisticDefinition.MEAN_RETURN, 0.01);
        assertIs(StatisticDefinition.HIT_RATE, 0.5);
        assertIs(StatisticDefinition.BEST_DAY, 0.03);
        assertIs(StatisticDefinition.WORST_DAY, -0.01);
    }

    /** The only fall is the second day's, and four returns make a year. */
    @Test
    void calmarIsTheReturnOfAYearForTheDeepestFall() {
        assertIs(StatisticDefinition.CALMAR, TOTAL / 0.01);
    }

    /** It rose on the first and third day, fell on the second. */
    @Test
    void captureIsGeometricOverTheDaysOnWhichTheBenchmarkRoseOrFell() {
        assertIs(StatisticDefinition.UP_CAPTURE, (Math.sqrt(1.03 * 1.02) - 1) / 0.01);
        assertIs(StatisticDefinition.DOWN_CAPTURE, 0.5);
    }

    /** Differences of 2 %, 1 %, 1 % and 0 %: their mean is 1 %, their variance 2 / 3 of 1 % squared; a year has four. */
    @Test
    void theInformationRatioIsTheMeanDifferenceForItsSpread() {
        assertIs(StatisticDefinition.TRACKING_ERROR, 0.01 * Math.sqrt(2 / 3.0) * 2);
        assertIs(StatisticDefinition.INFORMATION_RATIO, Math.sqrt(3 / 2.0) * 2);
    }
}
