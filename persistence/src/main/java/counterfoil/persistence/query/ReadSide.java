package counterfoil.persistence.query;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What may be asked of the read tables. Nothing here blocks the caller; a stage fails with {@link java.sql.SQLException}
 * when the database does not answer and with {@link java.util.concurrent.RejectedExecutionException} when too many
 * questions wait.
 */
public interface ReadSide {
    /** Looks instruments up. */
    CompletionStage<InstrumentPage> find(InstrumentQuestion question);

    /** Lists events, the last recorded first. */
    CompletionStage<AuditPage> list(AuditQuestion question);

    /** How each table was when this node last looked, about every second; in the order of their names. */
    List<ReadTableStatus> statuses();

    /**
     * Notes what an operator wants of a table; the node that keeps the table does it within about a second.
     *
     * @param principal who asks
     * @return false when there is no such table
     */
    CompletionStage<Boolean> tell(String table, Wish wish, String principal);

    /** What an operator may want of a table. */
    enum Wish {
        /** Take no more events until further notice. */
        PAUSE,
        /** Go on. */
        RESUME,
        /** Build it anew beside the one that is read, then read that one. */
        REBUILD,
        /** Try parked events again, those of an entity in their order. */
        RETRY
    }
}
