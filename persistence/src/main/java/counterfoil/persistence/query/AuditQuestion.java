package counterfoil.persistence.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the audit list are asked for; null means any.
 *
 * @param from recorded at this instant or later
 * @param to recorded before this instant
 * @param principal who caused it
 * @param type name of the event without its version, such as {@code stock.InstrumentListed}
 * @param entity persistence id, such as {@code stock|aapl}
 * @param limit most events, 1 to 1,000
 * @param after the last one of the page before; null for the first page
 */
public record AuditQuestion(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String principal,
        @Nullable String type,
        @Nullable String entity,
        int limit,
        @Nullable Place after) {
    private static final int MAX_LIMIT = 1_000;

    /** Refuses a limit out of range. */
    public AuditQuestion {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " events, not " + limit);
        }
    }

    /** Where an event stands in the list: the last recorded first, by position among those of one instant. */
    public record Place(Instant recordedAt, long position) {}
}
