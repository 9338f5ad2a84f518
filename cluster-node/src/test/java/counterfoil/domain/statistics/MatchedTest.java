package counterfoil.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import org.junit.jupiter.api.Test;

class MatchedTest {
    private static final Closes STOCK =
            new Closes(new int[] {1, 2, 3, 5, 6, 8}, new double[] {100, 110, 121, 121, 133.1, 150});
    private static final Closes INDEX =
            new Closes(new int[] {0, 2, 3, 4, 6, 9}, new double[] {9, 10, 11, 12, 13.2, 15});

    @Test
    void onlyDatesThatBothHaveMeet() {
        Matched matched = Matched.of(STOCK, INDEX, 0);

        assertThat(matched.closes()).isEqualTo(new Closes(new int[] {2, 3, 6}, new double[] {110, 121, 133.1}));
        assertThat(matched.benchmark()).isEqualTo(new Closes(new int[] {2, 3, 6}, new double[] {10, 11, 13.2}));
        assertThat(matched.unmatched()).isEqualTo(3);
        assertThat(matched.benchmarkUnmatched()).isEqualTo(3);
    }

    /** From day 3 on: the returns of 3 and 6 on the base of 2; alone stand 5 and 8 of the stock, 4 and 9 of the index. */
    @Test
    void aRangeBeginsWithTheLastCommonDateBeforeIt() {
        StatisticsReport report = Statistics.of(STOCK, new Benchmark.Given(INDEX), 3, StatisticsParameters.STANDARD);

        assertThat(report.match()).isEqualTo(new StatisticsReport.Match(new StatisticsReport.Extent(2, 2, 3, 6), 2, 2));
        assertThat(report.extent()).isEqualTo(new StatisticsReport.Extent(4, 2, 3, 8));
    }

    /** A holiday of the index makes one return of two days for both: 121 → 133.1 beside 11 → 13.2. */
    @Test
    void bothReturnsAreOverTheSameDays() {
        StatisticsReport report = Statistics.of(STOCK, new Benchmark.Given(INDEX), 0, StatisticsParameters.STANDARD);

        // Both rose 10 % and then by 10 % and 20 %: √(1.1 × 1.1) − 1 over √(1.1 × 1.2) − 1.
        assertThat(Given.value(report, StatisticDefinition.UP_CAPTURE))
                .isCloseTo(0.1 / (Math.sqrt(1.32) - 1), within(1e-13));
    }

    @Test
    void withoutACommonDateNothingMeets() {
        Matched matched = Matched.of(STOCK, new Closes(new int[] {4, 7}, new double[] {1, 2}), 0);

        assertThat(matched.size()).isZero();
        assertThat(matched.unmatched()).isEqualTo(6);
        assertThat(matched.benchmarkUnmatched()).isEqualTo(2);
    }
}
