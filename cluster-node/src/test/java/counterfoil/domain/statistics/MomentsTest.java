package counterfoil.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final MathContext EXACT = new MathContext(60);

    /** The variance of the very doubles, in sixty digits. */
    private static double exactDeviation(double[] values) {
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal sum = Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(n, EXACT);
        return Arrays.stream(values)
                .mapToObj(value -> new BigDecimal(value).subtract(mean).pow(2, EXACT))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n.subtract(BigDecimal.ONE), EXACT)
                .sqrt(EXACT)
                .doubleValue();
    }

    /** The textbook's difference of sums has no digit left from 1e-8 on. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-4, 1e-8, 1e-12})
    void tinyDeviationsBesideALargeMeanKeepTheirDigits(double spread) {
        Random random = new Random(3);
        double[] values = new double[1_000];
        Arrays.setAll(values, i -> 1 + spread * random.nextGaussian());

        assertThat(Moments.of(values).deviation() / exactDeviation(values)).isCloseTo(1, within(1e-14));
    }

    /** Welford's example of cancellation (after Chan, Golub and LeVeque 1983): 4, 7, 13, 16 on a billion; variance 30. */
    @Test
    void theVarianceDoesNotDependOnWhereTheValuesLie() {
        double[] values = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};

        assertThat(Moments.of(values).mean()).isEqualTo(1e9 + 10);
        assertThat(Moments.of(values).deviation()).isEqualTo(Math.sqrt(30));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1.0 / 3, -0.05, 0})
    void equalValuesHaveTheirOwnMeanAndNoDeviation(double value) {
        double[] values = new double[997];
        Arrays.fill(values, value);

        assertThat(Moments.of(values).mean()).isEqualTo(value);
        assertThat(Moments.of(values).deviation()).isZero();
    }

    /** The example of Excel's functions SKEW and KURT, which are G1 and G2: 3, 4, 5, 2, 3, 4, 5, 6, 4, 7. */
    @Test
    void skewnessAndKurtosisAreThoseOfASample() {
        Moments moments = Moments.of(new double[] {3, 4, 5, 2, 3, 4, 5, 6, 4, 7});

        assertThat(moments.skewness()).isCloseTo(0.359543, within(5e-7));
        assertThat(moments.excessKurtosis()).isCloseTo(-0.151799637, within(5e-10));
    }
}
