package counterfoil.persistence.projection;

import counterfoil.persistence.query.SealedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a read table makes of events. */
interface ReadTable {
    /** Its name in the registry, in kebab case; never changes. */
    String name();

    /** Version of what is written; a build of another one is replaced by a new build. */
    int shape();

    /** The partitions that hold its rows, the one of slot 0 ending in {@code _0}; named without that ending. */
    List<String> partitions();

    /** Whether an event concerns the table; cheap, since it is asked about every event of the log. */
    boolean wants(SealedEvent event);

    /**
     * Writes what the events say into a slot, in their order. An exception other than of SQL, or one of SQL that blames
     * the values, is the event's fault and parks its entity.
     */
    void apply(Connection connection, int slot, List<SealedEvent> events) throws SQLException;
}
