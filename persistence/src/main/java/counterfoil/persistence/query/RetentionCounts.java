package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the events of each type, each event once: what was counted stays in a table by type and day, and only what the log
 * has got since is read. The counts and how far they go change in one transaction, by one counter at a time. All methods
 * block.
 */
public final class RetentionCounts {
    /** Positions that one transaction counts. */
    public static final int SLICE = 100_000;

    private static final int MOST_TYPES = 10_000;

    private static final String BEGIN =
            "INSERT INTO retention_progress (log_id, counted) VALUES (?, 0) ON CONFLICT DO NOTHING";
    private static final String LOCK = "SELECT counted FROM retention_progress WHERE log_id = ? FOR UPDATE SKIP LOCKED";
    private static final String ADVANCE = "UPDATE retention_progress SET counted = ? WHERE log_id = ?";
    private static final String PROGRESS = "SELECT counted FROM retention_progress WHERE log_id = ?";

    // A run that begins before the slice may reach into it. 86,400,000 is a day in milliseconds.
    private static final String COUNT = """
            WITH slice AS (
              SELECT greatest(first_position, ?) + first_ordering - first_position AS first,
                     least(first_position + length, ?) + first_ordering - first_position - 1 AS last
                FROM seal_run
               WHERE log_id = ? AND first_position < ? AND first_position >= coalesce(
                       (SELECT max(first_position) FROM seal_run WHERE log_id = ? AND first_position <= ?), 0)
            ), counted AS (
              SELECT j.write_timestamp / 86400000 AS day, split_part(j.persistence_id, '|', 1) AS entity_type,
                     j.event_ser_manifest AS manifest, count(*) AS events,
                     min(j.write_timestamp) AS oldest, max(j.write_timestamp) AS newest
                FROM slice JOIN event_journal j ON j.ordering BETWEEN slice.first AND slice.last
               GROUP BY 1, 2, 3
            )
            INSERT INTO retention_count AS kept (log_id, day, entity_type, manifest, events, oldest, newest)
            SELECT ?, date '1970-01-01' + coalesce(day, 0)::integer, entity_type, manifest, events,
                   coalesce(oldest, 0), coalesce(newest, 0)
              FROM counted
            ON CONFLICT (log_id, day, entity_type, manifest) DO UPDATE
              SET events = kept.events + excluded.events,
                  oldest = least(kept.oldest, excluded.oldest),
                  newest = greatest(kept.newest, excluded.newest)
            """;

    private static final String SUMS = """
            SELECT entity_type, manifest, sum(events), min(oldest), max(newest),
                   coalesce(sum(events) FILTER (WHERE day < ?), 0)
              FROM retention_count WHERE log_id = ? GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?
            """;

    private final Connections connections;

    /** Counts through these connections. */
    public RetentionCounts(Connections connections) {
        this.connections = connections;
    }

    /**
     * Counts the next slice.
     *
     * @param size count no further than this position
     * @return how far the counts go; unchanged while somebody else counts
     */
    public long countSlice(int logId, long size) throws SQLException {
        try (Connection connection = connections.open()) {
            execute(connection, BEGIN, logId);
            connection.setAutoCommit(false);
            try {
                long counted = number(connection, LOCK, logId);
                if (counted < 0) {
                    connection.rollback();
                    return Math.max(0, number(connection, PROGRESS, logId));
                }
                long next = Math.min(size, counted + SLICE);
                if (next > counted) {
                    execute(connection, COUNT, counted, next, logId, next, logId, counted, logId);
                    execute(connection, ADVANCE, next, logId);
                }
                connection.commit();
                return Math.max(next, counted);
            } finally {
                // Undoes what a failure left; after a commit there is nothing to undo.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The counts so far, by entity type and manifest; {@code old} counts days before {@code day}. */
    public List<RetentionCount> counts(int logId, LocalDate day) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setObject(1, day);
            statement.setInt(2, logId);
            statement.setInt(3, MOST_TYPES);
            List<RetentionCount> counts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.add(new RetentionCount(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            Instant.ofEpochMilli(rows.getLong(4)),
                            Instant.ofEpochMilli(rows.getLong(5)),
                            rows.getLong(6)));
                }
            }
            return counts;
        }
    }

    private static void execute(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** The one number that a query finds; -1 when it finds no row. */
    private static long number(Connection connection, String sql, int logId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, logId);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }
}
