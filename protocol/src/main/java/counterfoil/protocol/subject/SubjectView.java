package counterfoil.protocol.subject;

import counterfoil.protocol.Message;
import java.time.Instant;

/** What a subject answers. */
public sealed interface SubjectView extends Message {
    /**
     * The erasure is recorded.
     *
     * @param erasedAt when it was erased first
     * @param complete whether key, caches and snapshots are gone now; if not, asking again or the next start does it
     */
    record Erased(String subject, Instant erasedAt, boolean complete) implements SubjectView {}
}
