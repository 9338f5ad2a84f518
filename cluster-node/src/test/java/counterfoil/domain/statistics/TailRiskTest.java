package counterfoil.domain.statistics;

import static counterfoil.domain.statistics.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailRiskTest {
    private static TailRisk risk(double[] simple, double confidence, int horizon) {
        Returns returns = Returns.of(simple);
        return new TailRisk(returns, Moments.of(returns.toArray()), confidence, horizon);
    }

    /** Losses of 1 %, 2 % … n % in a mixed order. */
    private static double[] losses(int n) {
        return IntStream.range(0, n).mapToDouble(i -> -(1 + i * 7 % n) / 1000.0).toArray();
    }

    /** NIST/SEMATECH e-Handbook 1.3.6.7.1 has them to five digits, any table of more to all of these. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.9, 1.2815515655446004",
        "0.95, 1.6448536269514722",
        "0.975, 1.959963984540054",
        "0.99, 2.3263478740408408",
        "0.999, 3.090232306167813",
        "0.9999, 3.719016485455709"
    })
    void theNormalQuantileIsThatOfTables(double probability, double z) {
        assertThat(StandardNormal.quantile(probability)).isCloseTo(z, within(2e-12));
    }

    /** Of a hundred losses 0.1 %, 0.2 % … 10 % the 95th is 9.5 %, and the worst five are 9.6 % to 10 %. */
    @Test
    void theHistoricalValueAtRiskIsAnObservedLoss() {
        TailRisk risk = risk(losses(100), 0.95, 1);

        assertThat(value(risk.historicalVar())).isEqualTo(0.095);
        assertThat(value(risk.historicalCvar())).isCloseTo(0.098, within(1e-15));
    }

    /** A tail of 103 × 0.025 = 2.575 observations: two whole ones, 10.3 % and 10.2 %, and 0.575 of 10.1 %. */
    @Test
    void aTailOfAFractionCountsItsLastObservationInPart() {
        TailRisk risk = risk(losses(103), 0.975, 1);

        assertThat(value(risk.historicalVar())).isEqualTo(0.101);
        assertThat(value(risk.historicalCvar())).isCloseTo((0.103 + 0.102 + 0.575 * 0.101) / 2.575, within(1e-15));
    }

    @Test
    void nineteenObservationsHaveNoFivePercentTail() {
        assertThat(risk(losses(19), 0.95, 1).historicalVar())
                .isEqualTo(Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS));
        assertThat(value(risk(losses(20), 0.95, 1).historicalVar())).isEqualTo(0.019);
        assertThat(risk(losses(20), 0.95, 2).historicalCvar())
                .isEqualTo(Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS));
    }

    /** Every span of two days from the first, second, … close: 0.9 × 1.2 − 1, 1.2 × 0.8 − 1, 0.8 × 1.1 − 1. */
    @Test
    void overSeveralDaysTheLossesAreThoseOfOverlappingSpans() {
        TailRisk risk = risk(new double[] {-0.1, 0.2, -0.2, 0.1}, 0.5, 2);

        // Half of the three losses −0.08, 0.04, 0.12 is 1.5: the second one is the smallest that half do not pass.
        assertThat(value(risk.historicalVar())).isCloseTo(0.04, within(1e-15));
        assertThat(value(risk.historicalCvar())).isCloseTo((0.12 + 0.5 * 0.04) / 1.5, within(1e-15));
    }

    /** Mean 0.01, deviation 0.02: −(0.01 × 4 − 2.3263 × 0.02 × 2), and φ(2.3263) / 0.01 = 2.66521 for the mean beyond. */
    @Test
    void theGaussianFormGrowsWithTheRootOfTheHorizon() {
        double d = 0.02 * Math.sqrt(3.0 / 4);
        double[] simple = {0.01 + d, 0.01 - d, 0.01 + d, 0.01 - d};

        TailRisk risk = risk(simple, 0.99, 4);
        assertThat(value(risk.gaussianVar())).isCloseTo(-0.04 + 2.3263478740408408 * 0.04, within(1e-12));
        assertThat(value(risk.gaussianCvar())).isCloseTo(-0.04 + 2.665214220345808 * 0.04, within(1e-10));
    }

    /** |S| ≤ 6 (√2 − 1) = 2.4853, Chernozhukov, Fernández-Val and Galichon, Econometric Theory 26 (2010); K ≤ 8 for S = 0. */
    @Test
    void theExpansionIsValidWhereOthersFoundItToBe() {
        assertThat(TailRisk.isQuantileFunction(0, 0)).isTrue();
        assertThat(TailRisk.isQuantileFunction(0, 8)).isTrue();
        assertThat(TailRisk.isQuantileFunction(0, 8.001)).isFalse();
        assertThat(TailRisk.isQuantileFunction(0, -0.001)).isFalse();
        assertThat(IntStream.range(0, 20_000).anyMatch(k -> TailRisk.isQuantileFunction(2.485, k / 1000.0)))
                .isTrue();
        assertThat(IntStream.range(0, 20_000).anyMatch(k -> TailRisk.isQuantileFunction(-2.486, k / 1000.0)))
                .isFalse();
    }

    /** Against the derivative of the expansion on a fine grid. */
    @Test
    void insideTheDomainTheExpansionNeverFalls() {
        for (int si = -25; si <= 25; si++) {
            for (int ki = -10; ki <= 100; ki++) {
                double s = si / 10.0;
                double k = ki / 10.0;
                double steepest = IntStream.rangeClosed(-2_000, 2_000)
                        .mapToDouble(i -> slope(i / 100.0, s, k))
                        .min()
                        .orElseThrow();
                if (Math.abs(steepest) > 1e-3) {
                    assertThat(TailRisk.isQuantileFunction(s, k))
                            .as(s + " " + k)
                            .isEqualTo(steepest > 0);
                }
            }
        }
    }

    private static double slope(double z, double s, double k) {
        return 1 + z * s / 3 + (3 * z * z - 3) * k / 24 - (6 * z * z - 5) * s * s / 36;
    }

    /** CVaR is the mean of VaR over all higher levels; the integral by the midpoint rule. */
    @Test
    void theMeanBeyondTheExpansionIsItsIntegral() {
        double[] simple = fatTails();
        Moments moments = Moments.of(simple);
        double z = -StandardNormal.quantile(0.95);
        double sum = 0;
        int steps = 200_000;
        double lowest = -12;
        double width = (z - lowest) / steps;
        for (int i = 0; i < steps; i++) {
            double at = lowest + (i + 0.5) * width;
            sum += expanded(at, moments.skewness(), moments.excessKurtosis()) * StandardNormal.density(at) * width;
        }

        TailRisk risk = risk(simple, 0.95, 1);
        assertThat(value(risk.cornishFisherCvar()))
                .isCloseTo(-(moments.mean() + moments.deviation() * sum / 0.05), within(1e-8));
        assertThat(value(risk.cornishFisherVar()))
                .isCloseTo(
                        -(moments.mean()
                                + moments.deviation() * expanded(z, moments.skewness(), moments.excessKurtosis())),
                        within(1e-15));
    }

    private static double expanded(double z, double s, double k) {
        return z + (z * z - 1) * s / 6 + (z * z * z - 3 * z) * k / 24 - (2 * z * z * z - 5 * z) * s * s / 36;
    }

    /** Skewness and kurtosis of what was measured are inside the domain. */
    private static double[] fatTails() {
        Random random = new Random(1);
        double[] simple = new double[500];
        Arrays.setAll(simple, i -> {
            double g = random.nextGaussian();
            return 0.0005 + 0.01 * (g + 0.06 * g * g * g - 0.03 * (g * g - 1));
        });
        return simple;
    }

    @Test
    void outsideItsDomainTheExpansionHasNoValue() {
        double[] simple = new double[100];
        simple[40] = -0.5;

        assertThat(risk(simple, 0.95, 1).cornishFisherVar())
                .isEqualTo(Statistic.missing(Undefined.OUTSIDE_CORNISH_FISHER_DOMAIN));
        assertThat(risk(simple, 0.95, 1).cornishFisherCvar())
                .isEqualTo(Statistic.missing(Undefined.OUTSIDE_CORNISH_FISHER_DOMAIN));
    }
}
