package counterfoil.market;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A span of dates, the first included and the last not.
 *
 * @param from first date; null when it has no beginning that we know
 * @param to first date after the span; null when it has no end yet
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
    /** All dates. */
    public static final Validity ALWAYS = new Validity(null, null);

    /** Refuses a span that ends before it begins, or is empty. */
    public Validity {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("an empty span of dates: from " + from + " to " + to);
        }
    }

    /** Whether a date lies in the span. */
    public boolean contains(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || date.isBefore(to));
    }

    /** Whether the two spans share a date. */
    public boolean overlaps(Validity other) {
        return (from == null || other.to == null || from.isBefore(other.to))
                && (other.from == null || to == null || other.from.isBefore(to));
    }

    /** This span, ended at the latest before a date; null when nothing is left of it. */
    public @Nullable Validity endingAt(LocalDate end) {
        if (from != null && !from.isBefore(end)) {
            return null;
        }
        return to == null || to.isAfter(end) ? new Validity(from, end) : this;
    }
}
