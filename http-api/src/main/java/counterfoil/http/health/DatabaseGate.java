package counterfoil.http.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers, as somebody who asks it all the time knows. While it does not, writes are refused before
 * they reach an entity, because a failed write stops the entity; reads go on from the entities' memory, marked stale.
 */
public interface DatabaseGate {
    /** Whether the database answered when it was asked last; read on every request, so it must not block. */
    boolean isUp();

    /** How the database is, for an operator. */
    State state();

    /**
     * How the database is.
     *
     * @param up whether it answers
     * @param since from when on it is so
     * @param reason why it is down, in one line without secrets; null while it is up
     */
    record State(boolean up, Instant since, @Nullable String reason) {}
}
