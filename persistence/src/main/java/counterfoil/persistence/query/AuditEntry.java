package counterfoil.persistence.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in the audit list.
 *
 * @param position in the log
 * @param recordedAt when the entity recorded it
 * @param principal who caused it
 * @param onBehalfOf for whom, where that is somebody else
 * @param requestId the request that carried the command
 * @param type name of the event without its version
 * @param version of the event's form
 * @param entity persistence id
 * @param sequenceNumber of the event in its entity
 * @param reasonJson JSON as the event holds it: an envelope that only its key opens; null when none was given
 */
public record AuditEntry(
        long position,
        Instant recordedAt,
        String principal,
        @Nullable String onBehalfOf,
        String requestId,
        String type,
        int version,
        String entity,
        long sequenceNumber,
        @Nullable String reasonJson) {}
