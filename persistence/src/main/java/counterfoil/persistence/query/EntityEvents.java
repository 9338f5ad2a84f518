package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the journal rows of one entity as they stand, a page at a time. Every call blocks. */
public final class EntityEvents {
    /** Most events of one page. */
    public static final int MAX_PAGE = 1_000;

    /** A page ends after the event that brings it above this. */
    public static final int MAX_PAGE_BYTES = 4 << 20;

    // The rows of a page that come before the running sum passes the bound; their payloads alone are sent.
    private static final String PAGE = """
            SELECT j.sequence_number, coalesce(j.write_timestamp, 0), j.deleted, j.event_ser_id, j.event_ser_manifest,
                   j.event_payload,
                   CASE WHEN j.ordering < r.first_ordering + r.length
                        THEN r.first_position + (j.ordering - r.first_ordering) END
              FROM (SELECT e.*, sum(length(e.event_payload)) OVER (ORDER BY e.sequence_number) - length(e.event_payload)
                             AS before
                      FROM event_journal e
                     WHERE e.persistence_id = ? AND e.sequence_number >= ?
                     ORDER BY e.sequence_number LIMIT ?) j
              LEFT JOIN LATERAL (SELECT * FROM seal_run
                                  WHERE log_id = (SELECT max(log_id) FROM seal_state)
                                    AND first_ordering <= j.ordering
                                  ORDER BY first_ordering DESC LIMIT 1) r ON true
             WHERE j.before <= ?
             ORDER BY j.sequence_number
            """;

    private final Connections connections;

    /** Reads through these connections. */
    public EntityEvents(Connections connections) {
        this.connections = connections;
    }

    /**
     * The events of an entity from a sequence number on, in order.
     *
     * @param limit most events, 1 to {@link #MAX_PAGE}; fewer also come when they pass {@link #MAX_PAGE_BYTES}
     */
    public List<StoredEvent> from(String persistenceId, long sequenceNumber, int limit) throws SQLException {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events, not " + limit);
        }
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, sequenceNumber);
            statement.setInt(3, limit);
            statement.setLong(4, MAX_PAGE_BYTES);
            List<StoredEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(new StoredEvent(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getBoolean(3),
                            rows.getInt(4),
                            rows.getString(5),
                            rows.getBytes(6),
                            rows.getObject(7, Long.class)));
                }
            }
            return events;
        }
    }
}
