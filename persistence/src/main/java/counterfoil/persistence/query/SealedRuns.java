package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads which rows of the journal stand where in a log, without the rows. A log that never saw a gap has a handful of
 * runs; each gap adds one. All methods block.
 */
public final class SealedRuns {
    private static final int PAGE = 1_000;

    private static final String UP_TO = """
            SELECT first_position, first_ordering, length FROM seal_run
             WHERE log_id = ? AND first_position > ? AND first_position <= ?
             ORDER BY first_position LIMIT ?
            """;

    private static final String FROM = """
            SELECT first_position, first_ordering, length FROM seal_run
             WHERE log_id = ? AND first_position >= coalesce(
                     (SELECT max(first_position) FROM seal_run WHERE log_id = ? AND first_position <= ?), 0)
             ORDER BY first_position LIMIT ?
            """;

    private static final String POSITION = """
            SELECT first_position + (? - first_ordering)
              FROM (SELECT first_position, first_ordering, length FROM seal_run
                     WHERE log_id = ? AND first_ordering <= ? ORDER BY first_ordering DESC LIMIT 1) r
             WHERE ? < first_ordering + length
            """;

    private final Connections connections;

    /** Reads through these connections. */
    public SealedRuns(Connections connections) {
        this.connections = connections;
    }

    /** The rows at positions 0 to {@code last} of a log; those that it has, when it is shorter. */
    public Orderings upTo(int logId, long last) throws SQLException {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(UP_TO)) {
            long after = -1;
            int read = PAGE;
            while (read == PAGE) {
                statement.setInt(1, logId);
                statement.setLong(2, after);
                statement.setLong(3, last);
                statement.setInt(4, PAGE);
                read = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read++;
                        after = rows.getLong(1);
                        long length = Math.min(rows.getLong(3), last - after + 1);
                        Orderings.add(ranges, rows.getLong(2), rows.getLong(2) + length - 1);
                    }
                }
            }
        }
        return Orderings.of(ranges);
    }

    /** The first position from one on whose row is not among these; empty when the log has none yet. */
    public OptionalLong firstOutside(int logId, long from, Orderings known) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(FROM)) {
            long next = from;
            int read = PAGE;
            while (read == PAGE) {
                statement.setInt(1, logId);
                statement.setInt(2, logId);
                statement.setLong(3, next);
                statement.setInt(4, PAGE);
                read = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read++;
                        long first = rows.getLong(1);
                        long ordering = rows.getLong(2);
                        long skipped = Math.max(0, next - first);
                        long outside = known.firstOutside(ordering + skipped);
                        if (outside < ordering + rows.getLong(3)) {
                            return OptionalLong.of(first + (outside - ordering));
                        }
                        next = Math.max(next, first + rows.getLong(3));
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The position of a row in a log; empty while the log lacks it. */
    public OptionalLong positionOf(int logId, long ordering) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(POSITION)) {
            statement.setLong(1, ordering);
            statement.setInt(2, logId);
            statement.setLong(3, ordering);
            statement.setLong(4, ordering);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
