package counterfoil.persistence.projection;

import counterfoil.persistence.projection.GroupHandler.Retired;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry: which builds of a table there are, how far each is, and what operators want. */
final class Builds {
    private static final int MOST_KEPT = 20;

    private Builds() {}

    /** How far a build is. */
    record Reached(long position, long changed) {}

    /** A build as the registry has it. */
    record Build(
            BuildId id,
            String state,
            long position,
            @Nullable Instant endedAt) {
        boolean is(String wanted) {
            return state.equals(wanted);
        }
    }

    /** What operators want of a table. */
    record Wanted(boolean paused, boolean rebuild, boolean retry) {}

    /**
     * Locks a build until the transaction ends, whose commit then does not wait for the disk: a crash of the server may
     * take back the last groups with their positions, and they are written again.
     */
    static Reached lock(Connection connection, BuildId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT position, changed_position, set_config('synchronous_commit', 'off', true) FROM read_build
                 WHERE table_name = ? AND build = ? AND state IN ('building', 'active') FOR UPDATE
                """)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new Retired(id);
                }
                return new Reached(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    /** Moves a build on, which also says that it goes on. */
    static void advance(Connection connection, BuildId id, long position, long changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE read_build SET position = ?, changed_position = ?, failure = NULL
                 WHERE table_name = ? AND build = ?
                """)) {
            statement.setLong(1, position);
            statement.setLong(2, changed);
            statement.setString(3, id.table());
            statement.setInt(4, id.build());
            statement.executeUpdate();
        }
    }

    /** Notes why a build does not go on; null that it does. */
    static void failure(Connection connection, BuildId id, @Nullable String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE read_build SET failure = ? WHERE table_name = ? AND build = ? AND failure IS DISTINCT FROM ?
                """)) {
            statement.setString(1, reason);
            statement.setString(2, id.table());
            statement.setInt(3, id.build());
            statement.setString(4, reason);
            statement.executeUpdate();
        }
    }

    /** Locks a table, entering it when it is new, and says what operators want. */
    static Wanted lockTable(Connection connection, String table) throws SQLException {
        try (PreparedStatement enter =
                connection.prepareStatement("INSERT INTO read_table (name) VALUES (?) ON CONFLICT DO NOTHING")) {
            enter.setString(1, table);
            enter.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT paused, rebuild, retry FROM read_table WHERE name = ? FOR UPDATE")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Wanted(rows.getBoolean(1), rows.getBoolean(2), rows.getBoolean(3));
            }
        }
    }

    /** Takes a wish back, because it is fulfilled; {@code column} is rebuild or retry. */
    static void fulfil(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE read_table SET " + column + " = false WHERE name = ?")) {
            statement.setString(1, table);
            statement.executeUpdate();
        }
    }

    /** The builds of a table, the oldest first. */
    static List<Build> of(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT build, slot, log_id, shape, state, position, ended_at FROM read_build
                 WHERE table_name = ? ORDER BY build
                """)) {
            statement.setString(1, table);
            List<Build> builds = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Timestamp ended = rows.getTimestamp(7);
                    builds.add(new Build(
                            new BuildId(table, rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4)),
                            rows.getString(5),
                            rows.getLong(6),
                            ended == null ? null : ended.toInstant()));
                }
            }
            return builds;
        }
    }

    /** Enters a new build. */
    static void begin(Connection connection, BuildId id, String state, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO read_build (table_name, build, slot, log_id, shape, state, started_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            statement.setString(1, id.table());
            statement.setInt(2, id.build());
            statement.setInt(3, id.slot());
            statement.setInt(4, id.logId());
            statement.setInt(5, id.shape());
            statement.setString(6, state);
            statement.setTimestamp(7, Timestamp.from(now));
            statement.executeUpdate();
        }
    }

    /** Sets the state of a build. */
    static void become(Connection connection, BuildId id, String state, @Nullable Instant endedAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE read_build SET state = ?, ended_at = coalesce(?, ended_at) WHERE table_name = ? AND build = ?
                """)) {
            statement.setString(1, state);
            statement.setTimestamp(2, endedAt == null ? null : Timestamp.from(endedAt));
            statement.setString(3, id.table());
            statement.setInt(4, id.build());
            statement.executeUpdate();
        }
    }

    /** Empties the slot of a retired build, at once and without leaving dead rows, and forgets where it was. */
    static void empty(Connection connection, BuildId id, List<String> partitions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A reader that is slow must not make everybody behind the truncation wait.
            statement.execute("SET LOCAL lock_timeout = '1s'");
            for (String partition : partitions) {
                statement.execute("TRUNCATE " + partition + "_" + id.slot());
            }
        }
        String[] forget = {
            "DELETE FROM projection_parked WHERE table_name = ? AND build = ?",
            "DELETE FROM projection_offset WHERE projection_name = ? AND ? > 0",
            "DELETE FROM projection_management WHERE projection_name = ? AND ? > 0",
            "DELETE FROM read_build WHERE table_name = ? AND build <= ? - " + MOST_KEPT
        };
        for (String sql : forget) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, sql.contains("projection_name") ? id.projectionName() : id.table());
                statement.setInt(2, id.build());
                statement.executeUpdate();
            }
        }
        become(connection, id, "emptied", null);
    }
}
