package counterfoil.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "-0.51, 0.95, 1, 252, null, riskFreeRate",
                "NaN, 0.95, 1, 252, null, riskFreeRate",
                "0, 1, 1, 252, null, confidence",
                "0, 0.95, 0, 252, null, horizonDays",
                "0, 0.95, 1, 367, null, annualization",
                "0, 0.95, 1, 252, 1, rolling"
            })
    void whatIsOutOfRangeIsRefusedByName(
            double rate, double confidence, int horizon, int annualization, @Nullable Integer rolling, String name) {
        assertThatThrownBy(() -> new StatisticsParameters(rate, confidence, horizon, annualization, rolling))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }

    /** Twelve months at 1.05^(1/12) − 1 are 5 % again. */
    @Test
    void theRateOfAPeriodCompoundsToThatOfTheYear() {
        StatisticsParameters monthly = new StatisticsParameters(0.05, 0.95, 1, 12, null);

        assertThat(Math.pow(1 + monthly.periodRate(), 12)).isCloseTo(1.05, within(1e-15));
        assertThat(StatisticsParameters.STANDARD.periodRate()).isZero();
    }

    @Test
    void closesAreInOrderFiniteAndOnePerDay() {
        assertThatThrownBy(() -> new Closes(new int[] {1, 1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Closes(new int[] {1}, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Closes(new int[] {1}, new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsThatFollowEachOtherAreJoined() {
        Closes first = new Closes(new int[] {1, 2}, new double[] {10, 11});
        Closes second = new Closes(new int[] {5}, new double[] {12});

        assertThat(Closes.joined(List.of(first, second)))
                .isEqualTo(new Closes(new int[] {1, 2, 5}, new double[] {10, 11, 12}))
                .isNotEqualTo(first)
                .hasToString("3 closes");
        assertThatThrownBy(() -> Closes.joined(List.of(second, first))).isInstanceOf(IllegalArgumentException.class);
    }
}
