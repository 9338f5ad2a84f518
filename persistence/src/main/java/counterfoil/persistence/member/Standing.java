package counterfoil.persistence.member;

import java.time.Instant;

/** What a node learns when it says that it is there. */
public sealed interface Standing {

    /** It has no cluster yet. */
    record Joining(Instant databaseTime) implements Standing {}

    /** It is a member of a cluster. */
    record Member(long epoch, Instant databaseTime) implements Standing {}

    /**
     * Its row is gone or belongs to another process: its cluster parted with it, another one was formed while it was silent,
     * or its address was taken.
     */
    record Removed() implements Standing {}
}
