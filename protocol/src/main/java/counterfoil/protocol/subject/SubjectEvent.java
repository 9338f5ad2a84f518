package counterfoil.protocol.subject;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.time.Instant;

/** A fact about a subject. */
public sealed interface SubjectEvent extends Event {
    /**
     * The personal data of the subject was erased: from here on its key is destroyed, for ever.
     *
     * @param subject its pseudonymous id
     * @param erasedAt when it was erased first; before the cause's instant where a restored journal had forgotten it
     */
    record SubjectErased(String subject, Instant erasedAt, Cause cause) implements SubjectEvent {}
}
