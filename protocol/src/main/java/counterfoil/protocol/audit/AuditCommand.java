package counterfoil.protocol.audit;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Caused;
import counterfoil.protocol.Message;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/** What the record of a reader's reads hears. */
public sealed interface AuditCommand extends Message {
    /**
     * Record that the cause's principal reads, unless a read of the same kind is recorded for the same minute. Answers
     * {@link AuditView.ReadRecorded} once the record is durable.
     *
     * @param kind of the request, in kebab case
     * @param parameters what was asked, by name
     */
    record RecordRead(String kind, SortedMap<String, String> parameters, Cause cause, ActorRef<AuditView> replyTo)
            implements AuditCommand, Caused {
        /** Copies the parameters in. */
        public RecordRead {
            parameters = new TreeMap<>((Map<String, String>) parameters);
        }
    }
}
