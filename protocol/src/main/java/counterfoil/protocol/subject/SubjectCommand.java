package counterfoil.protocol.subject;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Caused;
import counterfoil.protocol.Message;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What a subject can be asked. */
public interface SubjectCommand {
    /**
     * Erase the personal data; again repeats what follows from the event.
     *
     * @param erasedAt when it was erased first; the cause's instant unless this is told again after a restore
     */
    record EraseSubject(Instant erasedAt, Cause cause, ActorRef<SubjectView> replyTo)
            implements SubjectCommand, Caused, Message {}
}
