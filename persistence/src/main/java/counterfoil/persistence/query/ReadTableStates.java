package counterfoil.persistence.query;

import counterfoil.persistence.query.ReadTableStatus.Condition;
import counterfoil.persistence.query.ReadTableStatus.Parked;
import counterfoil.persistence.query.ReadTableStatus.Rebuild;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how the read tables are, and notes what operators want of them; blocks. */
public final class ReadTableStates {
    private static final String STATES = """
            SELECT t.name, t.paused, coalesce(a.log_id, 0), coalesce(a.build, 0), coalesce(a.position, -1),
                   coalesce(a.failure, b.failure), b.build, b.position,
                   (SELECT count(DISTINCT persistence_id) FROM projection_parked p
                     WHERE p.table_name = t.name AND p.build = a.build),
                   (SELECT count(*) FROM projection_parked p WHERE p.table_name = t.name AND p.build = a.build)
              FROM read_table t
              LEFT JOIN read_build a ON a.table_name = t.name AND a.state = 'active'
              LEFT JOIN read_build b ON b.table_name = t.name AND b.state = 'building'
             ORDER BY t.name
            """;

    private static final String PARKED = """
            SELECT DISTINCT ON (persistence_id) position, persistence_id, manifest, reason FROM projection_parked
             WHERE table_name = ? AND build = ? ORDER BY persistence_id, position LIMIT ?
            """;

    // The oldest event that is sealed and lacks: the row of the position behind the one reached.
    private static final String WRITTEN_AT = """
            SELECT coalesce(j.write_timestamp, 0)
              FROM (SELECT first_position, first_ordering FROM seal_run
                     WHERE log_id = ? AND first_position <= ? ORDER BY first_position DESC LIMIT 1) r
              JOIN event_journal j ON j.ordering = r.first_ordering + (? - r.first_position)
            """;

    private final Connections connections;
    private final Duration behindAfter;
    private final InstantSource clock;

    /**
     * Reads through these connections.
     *
     * @param behindAfter a table that lacks events older than this is behind
     */
    public ReadTableStates(Connections connections, Duration behindAfter, InstantSource clock) {
        this.connections = connections;
        this.behindAfter = behindAfter;
        this.clock = clock;
    }

    /** How each table is, by name. */
    public List<ReadTableStatus> read() throws SQLException {
        Optional<SealedLog> log = new SealedEvents(connections).log();
        List<ReadTableStatus> statuses = new ArrayList<>();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(STATES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                statuses.add(status(connection, rows, log));
            }
        }
        return statuses;
    }

    private ReadTableStatus status(Connection connection, ResultSet rows, Optional<SealedLog> log) throws SQLException {
        int logId = rows.getInt(3);
        int build = rows.getInt(4);
        long position = rows.getLong(5);
        String failure = rows.getString(6);
        int building = rows.getInt(7);
        Rebuild rebuild = rows.wasNull() ? null : new Rebuild(building, rows.getLong(8));
        long parkedEvents = rows.getLong(10);
        // A table of an earlier log lacks all of the one that is open.
        long lacking = log.map(open -> open.logId() == logId ? open.size() - 1 - position : open.size())
                .orElse(0L);
        Duration lag = lacking <= 0 ? Duration.ZERO : lag(connection, logId, position + 1);
        String name = rows.getString(1);
        return new ReadTableStatus(
                name,
                condition(build, rows.getBoolean(2), failure, parkedEvents, lag),
                logId,
                build,
                position,
                Math.max(0, lacking),
                lag,
                rows.getLong(9),
                parkedEvents,
                parkedEvents == 0 ? List.of() : parked(connection, name, build),
                rebuild,
                failure);
    }

    private Condition condition(int build, boolean paused, @Nullable String failure, long parked, Duration lag) {
        if (failure != null) {
            return Condition.STOPPED;
        }
        if (parked > 0) {
            return Condition.PARKED;
        }
        if (paused) {
            return Condition.PAUSED;
        }
        if (build == 0) {
            return Condition.WAITING;
        }
        return lag.compareTo(behindAfter) > 0 ? Condition.BEHIND : Condition.HEALTHY;
    }

    private Duration lag(Connection connection, int logId, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITTEN_AT)) {
            statement.setInt(1, logId);
            statement.setLong(2, position);
            statement.setLong(3, position);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Duration.ZERO;
                }
                Duration lag = Duration.between(Instant.ofEpochMilli(rows.getLong(1)), clock.instant());
                return lag.isNegative() ? Duration.ZERO : lag;
            }
        }
    }

    private static List<Parked> parked(Connection connection, String table, int build) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
            statement.setString(1, table);
            statement.setInt(2, build);
            statement.setInt(3, ReadTableStatus.MAX_PARKED);
            List<Parked> parked = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(new Parked(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return parked;
        }
    }

    /** Notes what an operator wants of a table; false when there is no such table. */
    public boolean tell(String table, ReadSide.Wish wish, String principal) throws SQLException {
        String change = switch (wish) {
            case PAUSE -> "paused = true";
            case RESUME -> "paused = false";
            case REBUILD -> "rebuild = true";
            case RETRY -> "retry = true";
        };
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE read_table SET " + change + ", asked_by = ?, asked_at = ? WHERE name = ?")) {
            statement.setString(1, principal);
            statement.setTimestamp(2, java.sql.Timestamp.from(clock.instant()));
            statement.setString(3, table);
            return statement.executeUpdate() == 1;
        }
    }
}
