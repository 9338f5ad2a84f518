package counterfoil.domain.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Value at risk and expected shortfall (CVaR) as positive fractions of what is invested; negative where even the worst
 * outcomes of the level are gains.
 *
 * <p>Historical: VaR is the smallest loss l for which at least the share {@code confidence} of the observed losses is at
 * most l, the generalized inverse of their distribution (McNeil, Frey and Embrechts, Quantitative Risk Management, 2015,
 * 2.3; type 1 of Hyndman and Fan, American Statistician 50, 1996). CVaR is the mean of the worst {@code n (1 − confidence)}
 * losses, the last one counted in part where that is no whole number (Acerbi and Tasche, Journal of Banking and Finance 26,
 * 2002). Over several days losses are those of all overlapping spans of that length: nothing is scaled.
 *
 * <p>Gaussian: from mean and sample standard deviation of the returns (McNeil, Frey and Embrechts, examples 2.11 and 2.14).
 *
 * <p>Cornish–Fisher: the normal quantile z is replaced by
 * {@code w(z) = z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36} with skewness S and excess kurtosis K (Favre and
 * Galeano, Journal of Alternative Investments 5, 2002). The integral of w over the tail in Hermite polynomials gives CVaR
 * (Maillard, A User's Guide to the Cornish Fisher Expansion, 2012). w is a quantile function only where it never falls:
 * {@code w'(z) = a z² + b z + c} with {@code a = K/8 − S²/6, b = S/3, c = 1 − K/8 + 5 S²/36}, so where
 * {@code b² ≤ 4 a c} and a ≥ 0.
 *
 * <p>Gaussian and Cornish–Fisher take returns for independent: over h days mean and variance grow by h, skewness shrinks by
 * √h and excess kurtosis by h.
 */
final class TailRisk {
    private final double confidence;
    private final int horizon;
    private final double[] observed;
    private final Moments moments;

    TailRisk(Returns returns, Moments moments, double confidence, int horizon) {
        this.confidence = confidence;
        this.horizon = horizon;
        this.moments = moments;
        this.observed = returns.over(horizon);
        Arrays.sort(observed);
    }

    /** How many observations lie in the tail, in decimal: 5 of 100 at 0.95, not a little less or more. */
    private BigDecimal tail() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence)).multiply(BigDecimal.valueOf(observed.length));
    }

    Statistic historicalVar() {
        BigDecimal tail = tail();
        return tail.compareTo(BigDecimal.ONE) < 0
                ? Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS)
                : Statistic.of(0 - observed[tail.setScale(0, RoundingMode.FLOOR).intValue()]);
    }

    Statistic historicalCvar() {
        BigDecimal tail = tail();
        if (tail.compareTo(BigDecimal.ONE) < 0) {
            return Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS);
        }
        int whole = tail.setScale(0, RoundingMode.FLOOR).intValue();
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < whole; i++) {
            sum.add(-observed[i]);
        }
        double part = tail.subtract(BigDecimal.valueOf(whole)).doubleValue();
        sum.add(-observed[whole] * part);
        return Statistic.of(sum.value() / tail.doubleValue());
    }

    Statistic gaussianVar() {
        return moments.size() < 2 ? tooFew() : loss(-StandardNormal.quantile(confidence));
    }

    Statistic gaussianCvar() {
        return moments.size() < 2 ? tooFew() : loss(-density() / (1 - confidence));
    }

    Statistic cornishFisherVar() {
        return expanded((z, s, k) ->
                z + (z * z - 1) * s / 6 + (z * z * z - 3 * z) * k / 24 - (2 * z * z * z - 5 * z) * s * s / 36);
    }

    Statistic cornishFisherCvar() {
        return expanded((z, s, k) ->
                -density() / (1 - confidence) * (1 + z * s / 6 + (z * z - 1) * k / 24 - (2 * z * z - 1) * s * s / 36));
    }

    private interface Expansion {
        double of(double z, double skewness, double excessKurtosis);
    }

    private Statistic expanded(Expansion expansion) {
        if (moments.size() < 4) {
            return tooFew();
        }
        if (moments.isConstant()) {
            return Statistic.missing(Undefined.ZERO_VARIANCE);
        }
        double skewness = moments.skewness() / Math.sqrt(horizon);
        double kurtosis = moments.excessKurtosis() / horizon;
        return isQuantileFunction(skewness, kurtosis)
                ? loss(expansion.of(-StandardNormal.quantile(confidence), skewness, kurtosis))
                : Statistic.missing(Undefined.OUTSIDE_CORNISH_FISHER_DOMAIN);
    }

    static boolean isQuantileFunction(double skewness, double excessKurtosis) {
        double squared = skewness * skewness;
        double a = excessKurtosis / 8 - squared / 6;
        double c = 1 - excessKurtosis / 8 + 5 * squared / 36;
        return a >= 0 && squared / 9 <= 4 * a * c;
    }

    private double density() {
        return StandardNormal.density(StandardNormal.quantile(confidence));
    }

    private Statistic loss(double standardized) {
        return Statistic.of(-(moments.mean() * horizon + moments.deviation() * Math.sqrt(horizon) * standardized));
    }

    private static Statistic tooFew() {
        return Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS);
    }
}
