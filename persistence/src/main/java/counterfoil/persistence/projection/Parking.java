package counterfoil.persistence.projection;

import counterfoil.persistence.query.SealedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where events wait that a build of a table could not take, with everything behind them of the same entity. */
final class Parking {
    private static final int MAX_REASON = 500;

    private static final String ENTITIES = """
            SELECT DISTINCT persistence_id FROM projection_parked
             WHERE table_name = ? AND build = ? AND persistence_id = ANY (?)
            """;
    private static final String COUNT = "SELECT count(*) FROM projection_parked WHERE table_name = ? AND build = ?";
    private static final String PARK = """
            INSERT INTO projection_parked
              (table_name, build, position, persistence_id, sequence_number, manifest, reason, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String WAITING = """
            SELECT position, persistence_id FROM projection_parked
             WHERE table_name = ? AND build = ? AND position > ? ORDER BY position LIMIT ?
            """;
    private static final String RELEASE =
            "DELETE FROM projection_parked WHERE table_name = ? AND build = ? AND position = ?";

    private static final String BLAME =
            "UPDATE projection_parked SET reason = ? WHERE table_name = ? AND build = ? AND position = ?";

    private final BuildId id;
    private final int most;

    Parking(BuildId id, int most) {
        this.id = id;
        this.most = most;
    }

    /** More events are parked than may be; the table stops, because it is broken and not single entities. */
    static final class Full extends RuntimeException {
        Full(BuildId id, int most) {
            super(id.table() + " has " + most + " parked events, the most there may be");
        }
    }

    /** An event that waits. */
    record Waiting(long position, String persistenceId) {}

    /** Those of the entities that have something parked. */
    Set<String> among(Connection connection, Collection<String> entities) throws SQLException {
        Set<String> parked = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(ENTITIES)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            statement.setArray(3, connection.createArrayOf("text", entities.toArray(String[]::new)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(rows.getString(1));
                }
            }
        }
        return parked;
    }

    /**
     * Parks events.
     *
     * @throws Full when there would be too many
     */
    void park(Connection connection, List<Parked> events, Instant now) throws SQLException {
        if (count(connection) + events.size() > most) {
            throw new Full(id, most);
        }
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            for (Parked parked : events) {
                SealedEvent event = parked.event();
                statement.setString(1, id.table());
                statement.setInt(2, id.build());
                statement.setLong(3, event.position());
                statement.setString(4, event.persistenceId());
                statement.setLong(5, event.sequenceNumber());
                statement.setString(6, event.manifest());
                statement.setString(7, shortened(parked.reason()));
                statement.setTimestamp(8, Timestamp.from(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** An event and why it is parked. */
    record Parked(SealedEvent event, String reason) {
        private static final String BEHIND = "behind a parked event of its entity";

        /** Parked to keep the order. */
        static Parked behind(SealedEvent event) {
            return new Parked(event, BEHIND);
        }

        /** Whether the event itself is to blame. */
        boolean isFirst() {
            return !reason.equals(BEHIND);
        }
    }

    private static String shortened(String reason) {
        // PostgreSQL holds no U+0000, and a message may quote what is wrong with an event.
        String clean = reason.replace('\0', ' ');
        return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON);
    }

    private long count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The next events that wait behind a position, in order. */
    List<Waiting> waiting(Connection connection, long after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            statement.setLong(3, after);
            statement.setInt(4, limit);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    waiting.add(new Waiting(rows.getLong(1), rows.getString(2)));
                }
            }
            return waiting;
        }
    }

    /** Notes why an event still waits. */
    void blame(Connection connection, long position, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BLAME)) {
            statement.setString(1, shortened(reason));
            statement.setString(2, id.table());
            statement.setInt(3, id.build());
            statement.setLong(4, position);
            statement.executeUpdate();
        }
    }

    /** Takes an event out, because the table has taken it. */
    void release(Connection connection, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            statement.setLong(3, position);
            statement.executeUpdate();
        }
    }
}
