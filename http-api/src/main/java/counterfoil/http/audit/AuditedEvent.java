package counterfoil.http.audit;

import counterfoil.persistence.query.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal, and what reading it gives.
 *
 * @param recordedAt when its entity recorded it; null when it cannot be read
 * @param fault why it cannot be read; null when it can
 */
public record AuditedEvent(
        StoredEvent row,
        @Nullable Instant recordedAt,
        @Nullable String fault) {}
