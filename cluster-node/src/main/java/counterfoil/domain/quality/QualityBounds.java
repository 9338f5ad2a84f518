package counterfoil.domain.quality;

/**
 * From where on something is odd.
 *
 * @param staleDays days in a row with the same open, high, low, close and volume, at least 2, that differ among themselves
 *     and were traded. Two are enough: in 17,547 days of AAPL, IBM and SPY not one such day follows its like
 * @param staleRun the same for bars that say less: minutes, and days on which every price is the same
 * @param leastEffect the smallest move, as a fraction, by which a recorded action may be missed in the prices
 * @param leastDeviations the same in robust standard deviations of the moves around it, so that no ordinary day is taken
 *     for an action
 * @param crashVolume a move on this many times the volume of the bars before is true: it was traded
 */
public record QualityBounds(
        int staleDays, int staleRun, double leastEffect, double leastDeviations, double crashVolume) {
    /** The bounds of the product, with the reasons in {@code docs/use/definitions.md}. */
    public static final QualityBounds STANDARD = new QualityBounds(2, 10, 0.08, 6, 3);

    /** Refuses bounds below what could tell anything. */
    public QualityBounds {
        if (staleDays < 2 || staleRun < 2) {
            throw new IllegalArgumentException("a repeat has at least 2 bars: " + staleDays + ", " + staleRun);
        }
        if (!(leastEffect > 0 && leastDeviations > 0 && crashVolume > 1)) {
            throw new IllegalArgumentException("bounds of quality must be positive, crashVolume above 1");
        }
    }
}
