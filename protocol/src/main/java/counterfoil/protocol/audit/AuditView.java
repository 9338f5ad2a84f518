package counterfoil.protocol.audit;

import counterfoil.protocol.Message;
import java.time.Instant;

/** What the record of a reader's reads answers. */
public sealed interface AuditView extends Message {
    /** A read of this kind and minute is on record; {@code at} is when the first of them was. */
    record ReadRecorded(Instant at) implements AuditView {}
}
