package counterfoil.persistence.journal;

import counterfoil.persistence.query.Connections;
import counterfoil.protocol.Snapshot;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the snapshots of one entity by plain JDBC. A snapshot is disposable: one that cannot be read is reported in the
 * log and skipped. Thread-safe; every call blocks.
 */
public final class StoredSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSnapshots.class);

    private static final String NUMBERS = """
            SELECT sequence_number FROM snapshot WHERE persistence_id = ? ORDER BY sequence_number DESC LIMIT 10
            """;
    private static final String SNAPSHOT = """
            SELECT snapshot_ser_id, snapshot_ser_manifest, snapshot_payload FROM snapshot
             WHERE persistence_id = ? AND sequence_number = ?
            """;

    private final Connections connections;
    private final SnapshotSerializer snapshots;

    /** Reads through these connections the snapshots of these classes. */
    public StoredSnapshots(Connections connections, List<Class<? extends Snapshot>> classes) {
        this.connections = connections;
        this.snapshots = new SnapshotSerializer(List.copyOf(classes));
    }

    /** The sequence numbers at which there are snapshots, the newest ten, newest first. */
    public List<Long> sequenceNumbers(String persistenceId) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(NUMBERS)) {
            statement.setString(1, persistenceId);
            List<Long> numbers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        }
    }

    /** The snapshot at a sequence number; empty when there is none, or none that this release can read. */
    public Optional<Object> at(String persistenceId, long sequenceNumber) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(SNAPSHOT)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, sequenceNumber);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                int serializerId = rows.getInt(1);
                if (serializerId != SnapshotSerializer.IDENTIFIER) {
                    throw new NotSerializableException("serializer " + serializerId + " writes no snapshot");
                }
                return Optional.of(snapshots.fromBinary(rows.getBytes(3), rows.getString(2)));
            }
        } catch (NotSerializableException unreadable) {
            LOG.warn(
                    "the snapshot of {} at sequence number {} is skipped: {}",
                    persistenceId,
                    sequenceNumber,
                    unreadable.getMessage());
            return Optional.empty();
        }
    }
}
