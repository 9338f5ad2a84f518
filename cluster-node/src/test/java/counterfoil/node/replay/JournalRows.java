package counterfoil.node.replay;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.protocol.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes journal and snapshot rows as the plugin does, and spoils them as only a superuser can. */
public final class JournalRows {
    private static final EventSerializer EVENTS = new EventSerializer();

    private final TestDatabase database;

    /** Rows of this database. */
    public JournalRows(TestDatabase database) {
        this.database = database;
    }

    /** Adds events after a sequence number. */
    public void add(String persistenceId, long after, List<? extends Event> events) throws SQLException {
        try (Connection connection = database.asApp();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                            event_ser_id, event_ser_manifest, event_payload)
                        VALUES (?, ?, 'test', ?, ?, ?, ?)
                        """)) {
            long number = after;
            for (Event event : events) {
                insert.setString(1, persistenceId);
                insert.setLong(2, ++number);
                insert.setLong(3, event.cause().recordedAt().toEpochMilli());
                insert.setInt(4, EventSerializer.IDENTIFIER);
                insert.setString(5, EVENTS.manifest(event));
                insert.setBytes(6, EVENTS.toBinary(event));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Keeps a snapshot. */
    public void keepSnapshot(String persistenceId, long sequenceNumber, int serializerId, String manifest, byte[] bytes)
            throws SQLException {
        try (Connection connection = database.asApp();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO snapshot VALUES (?, ?, 0, ?, ?, ?, null, null, null)")) {
            insert.setString(1, persistenceId);
            insert.setLong(2, sequenceNumber);
            insert.setInt(3, serializerId);
            insert.setString(4, manifest);
            insert.setBytes(5, bytes);
            insert.executeUpdate();
        }
    }

    /** Changes rows of the journal, whose guard is put aside meanwhile. */
    public void spoil(String set, String persistenceId, @Nullable Long sequenceNumber) throws SQLException {
        String where = " WHERE persistence_id = '" + persistenceId + "'"
                + (sequenceNumber == null ? "" : " AND sequence_number = " + sequenceNumber);
        asSuperuser(
                "ALTER TABLE event_journal DISABLE TRIGGER append_only",
                (set.equals("DELETE") ? "DELETE FROM event_journal" : "UPDATE event_journal SET " + set) + where,
                "ALTER TABLE event_journal ENABLE ALWAYS TRIGGER append_only");
    }

    private void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
