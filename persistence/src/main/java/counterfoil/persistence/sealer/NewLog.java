package counterfoil.persistence.sealer;

import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.seal.Leaf;
import counterfoil.protocol.Cause;
import counterfoil.protocol.seal.SealEvent.LogOpened;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Opens a new log after a restore or a fail-over: what was published of the one before cannot be continued. The new log
 * begins with an event that names the newest published head, and then seals the whole journal anew.
 */
public final class NewLog {
    private static final String ORIGIN_OF_FIRST = "SELECT origin FROM seal_log WHERE log_id = 1";
    private static final String NEWEST = "SELECT max(log_id) FROM seal_log";
    private static final String LOG = """
            INSERT INTO seal_log (log_id, origin, opened_at, previous_size, previous_root) VALUES (?, ?, now(), ?, ?)
            """;
    private static final String STATE = """
            INSERT INTO seal_state (log_id, size, root, frontier, low_water, high_water) VALUES (?, 0, ?, '', 0, 0)
            """;
    private static final String EVENT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            VALUES (?, 1, '', ?, ?, ?, ?) RETURNING ordering
            """;

    private NewLog() {}

    /**
     * Opens it in one transaction and returns its origin.
     *
     * @param connection of the application role, in autocommit mode
     * @param published the newest head that was published
     * @param cause who opens it, and when
     * @throws IllegalStateException when the log in the database goes on from what was published, so that none is needed
     */
    public static String open(Connection connection, PublishedHead published, Cause cause) throws SQLException {
        SealTables.prepare(connection);
        SealTables tables = new SealTables(connection);
        try {
            if (ForkCheck.compare(connection, published).isEmpty()) {
                throw new IllegalStateException("the log goes on from the head of size " + published.size()
                        + " that was published at " + published.madeAt() + ": no new log is needed");
            }
            return open(connection, tables, published, cause);
        } finally {
            connection.rollback();
        }
    }

    private static String open(Connection connection, SealTables tables, PublishedHead published, Cause cause)
            throws SQLException {
        // Waits for nobody: who holds the state would go on with the old log.
        if (tables.lock().isEmpty()) {
            throw new SQLException("another node seals at this moment; try again");
        }
        // A number that was published is never used again, even if this database does not know it.
        int logId = Math.max(Integer.parseInt(text(connection, NEWEST)), published.logId()) + 1;
        String origin = text(connection, ORIGIN_OF_FIRST) + "/" + logId;
        LogOpened event = new LogOpened(
                logId,
                origin,
                published.origin(),
                published.size(),
                HexFormat.of().formatHex(published.root()),
                cause);
        try (PreparedStatement log = connection.prepareStatement(LOG);
                PreparedStatement state = connection.prepareStatement(STATE)) {
            log.setInt(1, logId);
            log.setString(2, origin);
            log.setLong(3, published.size());
            log.setBytes(4, published.root());
            log.executeUpdate();
            state.setInt(1, logId);
            state.setBytes(2, Frontier.empty().root());
            state.executeUpdate();
        }
        Frontier frontier = Frontier.empty();
        Appended appended = new Appended(frontier);
        insert(connection, event, appended);
        LogState after = new LogState(logId, origin, 1, frontier.root(), frontier.toBytes(), 0, 0);
        tables.append(logId, appended, after);
        connection.commit();
        return origin;
    }

    private static void insert(Connection connection, LogOpened event, Appended appended) throws SQLException {
        EventSerializer serializer = new EventSerializer();
        String persistenceId = "seal|log-" + event.logId();
        Instant recordedAt = event.cause().recordedAt();
        String manifest = serializer.manifest(event);
        byte[] payload = serializer.toBinary(event);
        try (PreparedStatement statement = connection.prepareStatement(EVENT)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, recordedAt.toEpochMilli());
            statement.setInt(3, EventSerializer.IDENTIFIER);
            statement.setString(4, manifest);
            statement.setBytes(5, payload);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Leaf leaf = Leaf.of(
                        persistenceId, 1, recordedAt.toEpochMilli(), EventSerializer.IDENTIFIER, manifest, payload);
                appended.append(row.getLong(1), leaf.hash());
            }
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
