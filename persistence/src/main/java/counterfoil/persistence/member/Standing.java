package counterfoil.persistence.member;

import java.time.Instant;

/** What a node learns when it says that it is there. */
public sealed interface Standing {

    /** It has no cluster yet. */
    record Joining(Instant databaseTime) implements Standing {}

    /** It is a member of the newest cluster. */
    record Member(long epoch, Instant databaseTime) implements Standing {}

    /** Its cluster is not the newest: another one was formed while this one could not say that it is there. */
    record Superseded(long epoch, long newest) implements Standing {}

    /** Its row is gone or belongs to another process: its cluster parted with it, or its address was taken. */
    record Removed() implements Standing {}
}
