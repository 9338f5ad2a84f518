package counterfoil.domain.indicator;

/**
 * Tells differences of prices from their rounding errors.
 *
 * <p>Prices are decimals; as doubles, and adjusted for splits, each is off by up to 2 parts in 10^16, and a typical
 * price by 4. 10.12 - 10.10 and 10.06 - 10.04 are one tick of 0.02 each, yet the second difference is larger by 2e-15.
 * Where a definition asks which of two differences is larger, that error must not decide.
 */
final class RoundingError {

    /** Parts of a price. Two prices of eight decimals around 100,000 differ by at least 25 times as much. */
    private static final double LARGEST = 4e-15;

    private RoundingError() {}

    /** Says whether a difference of prices near this one may be nothing but rounding. */
    static boolean explains(double difference, double price) {
        return Math.abs(difference) <= LARGEST * Math.abs(price);
    }
}
