package counterfoil.persistence.query;

import counterfoil.persistence.seal.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of the journal as it stands, whether it is sealed or not.
 *
 * @param leaf what the log would seal of it
 * @param deleted whether somebody marked it as deleted, which nothing of ours does
 */
public record JournalRow(Leaf leaf, boolean deleted) {
    private static final String QUERY = """
            SELECT coalesce(write_timestamp, 0), event_ser_id, event_ser_manifest, event_payload, deleted
              FROM event_journal WHERE persistence_id = ? AND sequence_number = ?
            """;

    /** Finds an event by its entity and number; empty when there is none. Blocks. */
    public static Optional<JournalRow> find(Connections connections, String persistenceId, long sequenceNumber)
            throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, sequenceNumber);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                Leaf leaf = Leaf.of(
                        persistenceId,
                        sequenceNumber,
                        rows.getLong(1),
                        rows.getInt(2),
                        rows.getString(3),
                        rows.getBytes(4));
                return Optional.of(new JournalRow(leaf, rows.getBoolean(5)));
            }
        }
    }
}
