package counterfoil.persistence.query;

import counterfoil.persistence.query.SealedEvents.MissingRow;
import counterfoil.persistence.query.SealedEvents.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the events of some entities in the order of the log: goes through the log in long steps and fetches only what
 * was asked for. All methods block.
 */
public final class SealedSelection {
    /** Most events of one page. */
    public static final int MAX_PAGE = 1_000;

    /** A page ends with the event that brings it above this. */
    public static final int MAX_PAGE_BYTES = 4 << 20;

    /** Positions of one step: some 20 ms where nothing fits. */
    static final int STEP = 10_000;

    private static final String COUNT = """
            SELECT count(*) FROM unnest(?::bigint[], ?::bigint[]) AS r(first_ordering, last_ordering)
              JOIN event_journal j ON j.ordering BETWEEN r.first_ordering AND r.last_ordering
            """;

    // The running sum of sizes cuts the page before payloads are fetched.
    private static final String EVENTS = """
            SELECT position, persistence_id, sequence_number, coalesce(write_timestamp, 0), event_ser_id,
                   event_ser_manifest, event_payload, deleted, ordering
              FROM (SELECT e.*, sum(size) OVER (ORDER BY position) - size AS before
                      FROM (SELECT r.first_position + (j.ordering - r.first_ordering) AS position,
                                   octet_length(j.event_payload) AS size, j.*
                              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])
                                     AS r(first_position, first_ordering, last_ordering)
                              JOIN event_journal j ON j.ordering BETWEEN r.first_ordering AND r.last_ordering
                             WHERE starts_with(j.persistence_id, ?)
                               AND (cardinality(?::text[]) = 0 OR j.persistence_id = ANY (?::text[]))
                             ORDER BY position LIMIT ?) e) p
             WHERE before <= ?
             ORDER BY position
            """;

    private final Connections connections;

    /** Reads through these connections. */
    public SealedSelection(Connections connections) {
        this.connections = connections;
    }

    /**
     * A page of events.
     *
     * @param events in the order of the log
     * @param next position up to which the log was looked through: to go on from
     * @param isEnd whether the log ended there
     */
    public record Page(List<SealedEvent> events, long next, boolean isEnd) {
        /** Copies the events in. */
        public Page {
            events = List.copyOf(events);
        }
    }

    /**
     * The events of some entities behind a position, from the next 10,000 positions.
     *
     * @param after the position before the first one looked at; -1 for the beginning
     * @param prefix what their persistence ids begin with
     * @param persistenceIds which of them; empty for all
     * @param limit most events, 1 to {@link #MAX_PAGE}; fewer also come when they pass {@link #MAX_PAGE_BYTES}
     * @throws MissingRow when a sealed row is not in the journal any more
     */
    public Page after(int logId, long after, String prefix, Set<String> persistenceIds, int limit) throws SQLException {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events, not " + limit);
        }
        try (Connection connection = connections.open()) {
            List<Run> runs = SealedEvents.runs(connection, logId, after + 1, STEP);
            if (runs.isEmpty()) {
                return new Page(List.of(), after, true);
            }
            requireAll(connection, runs);
            List<SealedEvent> events = events(connection, runs, prefix, persistenceIds, limit);
            long bytes =
                    events.stream().mapToLong(event -> event.payload().length).sum();
            if (events.size() == limit || bytes > MAX_PAGE_BYTES) {
                return new Page(events, events.getLast().position(), false);
            }
            long last = runs.getLast().last();
            return new Page(events, last, last - after < STEP);
        }
    }

    private static void requireAll(Connection connection, List<Run> runs) throws SQLException {
        long expected =
                runs.stream().mapToLong(run -> run.last() - run.first() + 1).sum();
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setArray(1, SealedEvents.bigints(connection, runs.stream().map(Run::ordering)));
            statement.setArray(2, SealedEvents.bigints(connection, runs.stream().map(Run::lastOrdering)));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) != expected) {
                    throw new MissingRow(runs.getFirst().first());
                }
            }
        }
    }

    private static List<SealedEvent> events(
            Connection connection, List<Run> runs, String prefix, Set<String> persistenceIds, int limit)
            throws SQLException {
        List<SealedEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setArray(1, SealedEvents.bigints(connection, runs.stream().map(Run::first)));
            statement.setArray(2, SealedEvents.bigints(connection, runs.stream().map(Run::ordering)));
            statement.setArray(3, SealedEvents.bigints(connection, runs.stream().map(Run::lastOrdering)));
            statement.setString(4, prefix);
            statement.setArray(5, connection.createArrayOf("text", persistenceIds.toArray()));
            statement.setArray(6, connection.createArrayOf("text", persistenceIds.toArray()));
            statement.setInt(7, limit);
            statement.setLong(8, MAX_PAGE_BYTES);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(SealedEvents.event(rows));
                }
            }
        }
        return events;
    }
}
