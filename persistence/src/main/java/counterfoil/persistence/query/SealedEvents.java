package counterfoil.persistence.query;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads the journal in the order of the log. Everything that must skip nothing reads through here; the journal's own
 * numbers have gaps that may be filled later.
 *
 * <p>All methods block; call them on a thread that may wait.
 */
public final class SealedEvents {
    /** Most events of one page. */
    public static final int MAX_PAGE = 10_000;

    private static final String LOG = """
            SELECT log_id, origin, size, root FROM seal_state JOIN seal_log USING (log_id)
             ORDER BY log_id DESC LIMIT 1
            """;

    // A run that begins at or before the position may still hold what comes after it.
    private static final String RUNS = """
            SELECT first_position, first_ordering, length FROM seal_run
             WHERE log_id = ? AND first_position >= coalesce(
                     (SELECT max(first_position) FROM seal_run WHERE log_id = ? AND first_position <= ?), 0)
             ORDER BY first_position LIMIT ?
            """;

    private static final String EVENTS = """
            SELECT r.first_position + (j.ordering - r.first_ordering), j.persistence_id, j.sequence_number,
                   coalesce(j.write_timestamp, 0), j.event_ser_id, j.event_ser_manifest, j.event_payload, j.deleted,
                   j.ordering
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS r(first_position, first_ordering, last_ordering)
              JOIN event_journal j ON j.ordering BETWEEN r.first_ordering AND r.last_ordering
            """;

    private static final String POSITION = """
            SELECT r.first_position + (j.ordering - r.first_ordering)
              FROM event_journal j
             CROSS JOIN LATERAL (SELECT * FROM seal_run
                                  WHERE log_id = ? AND first_ordering <= j.ordering
                                  ORDER BY first_ordering DESC LIMIT 1) r
             WHERE j.persistence_id = ? AND j.sequence_number = ? AND j.ordering < r.first_ordering + r.length
            """;

    private final Connections connections;

    /** Reads through these connections. */
    public SealedEvents(Connections connections) {
        this.connections = connections;
    }

    /** The log that is open; empty before the first start of a sealer. */
    public Optional<SealedLog> log() throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOG)) {
            return rows.next()
                    ? Optional.of(new SealedLog(rows.getInt(1), rows.getString(2), rows.getLong(3), rows.getBytes(4)))
                    : Optional.empty();
        }
    }

    /**
     * The events behind a position, in order.
     *
     * @param after the position before the first one wanted; -1 for the beginning
     * @param limit most events, 1 to {@link #MAX_PAGE}; fewer come only at the end of what is sealed
     * @throws MissingRow when a sealed row is not in the journal any more
     */
    public List<SealedEvent> after(int logId, long after, int limit) throws SQLException {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events, not " + limit);
        }
        try (Connection connection = connections.open()) {
            List<Run> runs = runs(connection, logId, after + 1, limit);
            if (runs.isEmpty()) {
                return List.of();
            }
            List<SealedEvent> events = events(connection, runs);
            requireAll(runs, events);
            return events;
        }
    }

    /** The position of an event; empty while it is not sealed, or when there is no such event. */
    public OptionalLong positionOf(int logId, String persistenceId, long sequenceNumber) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(POSITION)) {
            statement.setInt(1, logId);
            statement.setString(2, persistenceId);
            statement.setLong(3, sequenceNumber);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Positions first to last are the rows with orderings from {@code ordering} on. */
    record Run(long first, long last, long ordering) {
        long lastOrdering() {
            return ordering + (last - first);
        }
    }

    static List<Run> runs(Connection connection, int logId, long from, int limit) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RUNS)) {
            statement.setInt(1, logId);
            statement.setInt(2, logId);
            statement.setLong(3, from);
            statement.setInt(4, limit + 1);
            long left = limit;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && left > 0) {
                    long first = rows.getLong(1);
                    long end = first + rows.getInt(3);
                    if (end <= from) {
                        continue;
                    }
                    long start = Math.max(first, from);
                    long last = Math.min(end, start + left) - 1;
                    runs.add(new Run(start, last, rows.getLong(2) + (start - first)));
                    left -= last - start + 1;
                }
            }
        }
        return runs;
    }

    private static List<SealedEvent> events(Connection connection, List<Run> runs) throws SQLException {
        List<SealedEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setArray(1, bigints(connection, runs.stream().map(Run::first)));
            statement.setArray(2, bigints(connection, runs.stream().map(Run::ordering)));
            statement.setArray(3, bigints(connection, runs.stream().map(Run::lastOrdering)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
        }
        events.sort(Comparator.comparingLong(SealedEvent::position));
        return events;
    }

    /** The event of a row: position, entity, number, time, serializer, manifest, payload, deleted, ordering. */
    static SealedEvent event(ResultSet rows) throws SQLException {
        return new SealedEvent(
                rows.getLong(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getInt(5),
                rows.getString(6),
                rows.getBytes(7),
                rows.getBoolean(8),
                rows.getLong(9));
    }

    static Array bigints(Connection connection, Stream<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray(Long[]::new));
    }

    private static void requireAll(List<Run> runs, List<SealedEvent> events) {
        long expected = runs.getFirst().first();
        for (SealedEvent event : events) {
            if (event.position() != expected) {
                throw new MissingRow(expected);
            }
            expected++;
        }
        if (expected <= runs.getLast().last()) {
            throw new MissingRow(expected);
        }
    }

    /** A row that was sealed is not in the journal any more; the message names the position. */
    public static final class MissingRow extends RuntimeException {
        private final long position;

        MissingRow(long position) {
            super("the journal lacks the row that was sealed at position " + position);
            this.position = position;
        }

        /** Where the row stood. */
        public long position() {
            return position;
        }
    }
}
