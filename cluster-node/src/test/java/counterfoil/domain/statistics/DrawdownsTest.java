package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.alone;
import static counterfoil.domain.statistics.Given.closes;
import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawdownsTest {
    @Test
    void aFallHasAPeakATroughAndARecovery() {
        // 120 falls to 90 = −25 %, is reached again at 121; 121 falls to 110 = −9.09 % and is not.
        StatisticsReport report = alone(closes(100, 120, 100, 90, 119, 121, 110, 115));

        assertThat(report.dates().peak()).isEqualTo(1);
        assertThat(report.dates().trough()).isEqualTo(3);
        assertThat(report.dates().recovery()).isEqualTo(5);
        assertThat(value(report, StatisticDefinition.MAX_DRAWDOWN)).isEqualTo(-0.25);
        assertThat(value(report, StatisticDefinition.CURRENT_DRAWDOWN)).isCloseTo(-6 / 121.0, within(1e-16));
        assertThat(value(report, StatisticDefinition.AVERAGE_DRAWDOWN))
                .isCloseTo((-0.25 - 11 / 121.0) / 2, within(1e-16));
        // Depths after the seven returns: 0, 20/120, 30/120, 1/120, 0, 11/121, 6/121.
        assertThat(value(report, StatisticDefinition.PAIN_INDEX))
                .isCloseTo((51 / 120.0 + 17 / 121.0) / 7, within(1e-16));
    }

    @Test
    void aFallThatIsNotOverHasNoRecovery() {
        StatisticsReport report = alone(closes(100, 80, 90));

        assertThat(report.dates().peak()).isEqualTo(0);
        assertThat(report.dates().trough()).isEqualTo(1);
        assertThat(report.dates().recovery()).isNull();
        assertThat(value(report, StatisticDefinition.CURRENT_DRAWDOWN)).isEqualTo(-0.1);
    }

    @Test
    void theCloseBeforeTheRangeCountsAsAPeak() {
        assertThat(value(alone(closes(100, 50)), StatisticDefinition.MAX_DRAWDOWN))
                .isEqualTo(-0.5);
    }

    @Test
    void aPeakThatIsReachedExactlyIsARecovery() {
        StatisticsReport report = alone(closes(100, 90, 100, 95, 100));

        assertThat(report.dates().recovery()).isEqualTo(2);
        assertThat(value(report, StatisticDefinition.AVERAGE_DRAWDOWN)).isCloseTo(-0.075, within(1e-16));
        assertThat(value(report, StatisticDefinition.CURRENT_DRAWDOWN)).isZero();
    }

    @Test
    void ofEqualFallsTheEarliestIsShown() {
        StatisticsReport report = alone(closes(100, 50, 200, 100, 400));

        assertThat(report.dates().trough()).isEqualTo(1);
    }
}
