package counterfoil.domain.statistics;

/**
 * The standard normal distribution. The distribution function is Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …), whose terms are
 * all of one sign, so nothing cancels (Marsaglia, Journal of Statistical Software 11, 2004). For the quantile Newton's
 * steps start at 0: Φ is concave above it, so they approach the root from below and never pass it.
 */
final class StandardNormal {
    private static final int MAX_STEPS = 60;
    private static final double PRECISION = 1e-15;

    private StandardNormal() {}

    static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The probability of a value up to {@code z}, from −8 to 8; accurate to some 1e-16. */
    static double probability(double z) {
        double term = z;
        double sum = z;
        for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }

    /** The value that is not passed with a probability of 0.5 to 0.9999; accurate to some 1e-12. */
    static double quantile(double probability) {
        double z = 0;
        for (int i = 0; i < MAX_STEPS; i++) {
            double step = (probability - probability(z)) / density(z);
            z += step;
            if (Math.abs(step) <= PRECISION * Math.max(1, z)) {
                break;
            }
        }
        return z;
    }
}
