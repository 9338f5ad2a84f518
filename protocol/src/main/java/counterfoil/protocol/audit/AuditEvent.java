package counterfoil.protocol.audit;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A fact about who looked at the records. */
public sealed interface AuditEvent extends Event {
    /**
     * Somebody read records: the first read of its kind in its minute.
     *
     * @param kind of the request, in kebab case, such as {@code inclusion-proof}
     * @param parameters what that first read asked, by name
     * @param cause who, when, in which request
     */
    record RecordsRead(String kind, SortedMap<String, String> parameters, Cause cause) implements AuditEvent {
        /** Copies the parameters in. */
        public RecordsRead {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) parameters));
        }
    }
}
