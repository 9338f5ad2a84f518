package counterfoil.persistence.journal;

import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.StoredEvent;
import counterfoil.protocol.Event;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Reads the events of one entity by plain JDBC, in order and without an actor.
 *
 * <p>Pages by sequence number: the driver would read a whole result into memory unless it stood in a transaction, and no
 * transaction is to stay open for as long as a replay takes. Columns travel in binary form from the first page on.
 * Unlike a live entity's recovery it refuses a row marked as deleted and a gap in the sequence numbers. Thread-safe;
 * every call blocks.
 */
public final class JournalReader {
    /** Most rows of one query: some 30 MiB where every event has its largest size. */
    static final int PAGE = 512;

    /** The first query from a point that was replayed before: nothing, or little, is new there. */
    private static final int FIRST_PAGE = 16;

    private static final String ROWS = """
            SELECT sequence_number, deleted, event_ser_id, event_ser_manifest, event_payload
              FROM event_journal
             WHERE persistence_id = ? AND sequence_number > ?
             ORDER BY sequence_number LIMIT ?
            """;

    /** Executes as server-prepared statement with binary results at the first use, not from the fifth on. */
    private static final int BINARY_AT_ONCE = -1;

    private final Connections connections;
    private final EventSerializer events;

    /** Reads through these connections and by these event types. */
    public JournalReader(Connections connections, EventSerializer events) {
        this.connections = connections;
        this.events = events;
    }

    /** What becomes of an event. */
    @FunctionalInterface
    public interface Taking {
        /** Takes the event; returns whether it wants the next one. */
        boolean take(long sequenceNumber, Event event);
    }

    /**
     * Hands over the events after a sequence number, oldest first, until the last one or until no more is wanted.
     *
     * @param after the sequence number before the first event wanted; 0 for all
     * @throws JournalUnreadable for a row that is no event of this release, is marked as deleted, or is missing; the
     *     events before it were handed over
     * @throws SQLException when the database does not answer
     */
    public void read(String persistenceId, long after, Taking taking) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
            int size = after == 0 ? PAGE : FIRST_PAGE;
            long last = after;
            while (true) {
                statement.setString(1, persistenceId);
                statement.setLong(2, last);
                statement.setInt(3, size);
                long end = page(statement, persistenceId, last, taking);
                if (end < last + size) {
                    return;
                }
                last = end;
                size = PAGE;
            }
        }
    }

    /** Returns the last sequence number handed over; a lower one than the page could hold when nothing more is wanted. */
    private long page(PreparedStatement statement, String persistenceId, long after, Taking taking)
            throws SQLException {
        long last = after;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long sequenceNumber = rows.getLong(1);
                if (sequenceNumber != last + 1) {
                    throw new JournalUnreadable(persistenceId, last + 1, "the row is missing", null);
                }
                Event event = decode(
                        persistenceId,
                        sequenceNumber,
                        rows.getBoolean(2),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getBytes(5));
                if (!taking.take(sequenceNumber, event)) {
                    return last;
                }
                last = sequenceNumber;
            }
        }
        return last;
    }

    /**
     * The event that a row holds.
     *
     * @throws JournalUnreadable when it is no event of this release, or is marked as deleted
     */
    public Event decode(String persistenceId, StoredEvent row) {
        return decode(
                persistenceId, row.sequenceNumber(), row.deleted(), row.serializerId(), row.manifest(), row.payload());
    }

    private Event decode(
            String persistenceId,
            long sequenceNumber,
            boolean deleted,
            int serializerId,
            String manifest,
            byte[] payload) {
        if (deleted) {
            throw new JournalUnreadable(persistenceId, sequenceNumber, "the row is marked as deleted", null);
        }
        if (serializerId != EventSerializer.IDENTIFIER) {
            throw new JournalUnreadable(
                    persistenceId, sequenceNumber, "serializer " + serializerId + " writes no event", null);
        }
        try {
            return (Event) events.fromBinary(payload, manifest);
        } catch (NotSerializableException unreadable) {
            // The parser's further lines name classes and offsets.
            String reason =
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
            throw new JournalUnreadable(persistenceId, sequenceNumber, reason, unreadable);
        }
    }
}
