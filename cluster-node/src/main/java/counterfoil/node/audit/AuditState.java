package counterfoil.node.audit;

import counterfoil.protocol.audit.AuditEvent;
import counterfoil.protocol.audit.AuditEvent.RecordsRead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one reader's day.
 *
 * @param newest by kind of request, when the last record was made; kinds come from our routes, so they are few
 * @param lastRecorded when the last record of all was made
 */
record AuditState(Map<String, Instant> newest, Instant lastRecorded) {
    static final AuditState EMPTY = new AuditState(Map.of(), Instant.EPOCH);

    AuditState {
        newest = Map.copyOf(newest);
    }

    /** The state after an event. */
    AuditState apply(AuditEvent event) {
        return switch (event) {
            case RecordsRead read -> {
                Map<String, Instant> next = new HashMap<>(newest);
                next.put(read.kind(), read.cause().recordedAt());
                yield new AuditState(next, read.cause().recordedAt());
            }
        };
    }

    /** When a read of this kind was recorded in the minute of an instant, or in a later one; null when none was. */
    @Nullable
    Instant recordFor(String kind, Instant at) {
        Instant recorded = newest.get(kind);
        boolean covers = recorded != null && !at.truncatedTo(ChronoUnit.MINUTES).isAfter(recorded);
        return covers ? recorded : null;
    }
}
