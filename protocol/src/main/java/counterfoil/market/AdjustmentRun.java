package counterfoil.market;

import java.time.LocalDate;

/**
 * A source's own adjustment: from the first to the last date its adjusted closes are the raw ones times a factor.
 *
 * @param from first date
 * @param to last date
 * @param factor adjusted close / close, positive
 */
public record AdjustmentRun(LocalDate from, LocalDate to, double factor) {
    /** Refuses dates the wrong way round, and a factor that is not positive. */
    public AdjustmentRun {
        if (from.isAfter(to) || !(factor > 0) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("an adjustment by " + factor + " from " + from + " to " + to);
        }
    }
}
