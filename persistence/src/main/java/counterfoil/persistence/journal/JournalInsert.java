package counterfoil.persistence.journal;

import counterfoil.persistence.journal.JournalWriteFailed.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * One INSERT for any number of journal rows, and what a failure of it means.
 *
 * <p>Every column travels as one array, so the statement has the same text for one row and for a thousand, and the
 * server numbers the rows in the order given.
 */
final class JournalInsert {

    private static final String SQL = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
              event_ser_id, event_ser_manifest, event_payload, meta_ser_id, meta_ser_manifest, meta_payload)
            SELECT * FROM unnest(?::varchar[], ?::bigint[], ?::varchar[], ?::bigint[], ?::varchar[],
              ?::integer[], ?::varchar[], ?::bytea[], ?::integer[], ?::varchar[], ?::bytea[])
            """;

    /** Classes of SQLState in which the server has answered and rolled back (PostgreSQL manual, appendix A). */
    private static final Set<String> ROLLED_BACK = Set.of("0A", "22", "23", "25", "40", "42", "53", "54", "55");

    private static final String COMPLETION_UNKNOWN = "40003";
    private static final String CANCELED = "57014";

    private JournalInsert() {}

    /** Inserts the rows in one autocommit statement: when it returns they are all committed. */
    static void run(Connection connection, List<JournalPekkoSerializationRow> rows) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the pool's connections must be in autocommit mode");
        }
        try (PreparedStatement insert = connection.prepareStatement(SQL)) {
            bind(insert, rows);
            int inserted = insert.executeUpdate();
            if (inserted != rows.size()) {
                throw new IllegalStateException("inserted " + inserted + " of " + rows.size() + " rows");
            }
        }
    }

    private static void bind(PreparedStatement insert, List<JournalPekkoSerializationRow> rows) throws SQLException {
        int n = rows.size();
        String[] persistenceIds = new String[n];
        long[] sequenceNumbers = new long[n];
        String[] writers = new String[n];
        long[] timestamps = new long[n];
        String[] adapters = new String[n];
        int[] serializers = new int[n];
        String[] manifests = new String[n];
        byte[][] payloads = new byte[n][];
        @Nullable Object[] metaSerializers = new @Nullable Integer[n];
        @Nullable String[] metaManifests = new @Nullable String[n];
        byte[] @Nullable [] metaPayloads = new byte[n] @Nullable [];
        for (int i = 0; i < n; i++) {
            JournalPekkoSerializationRow row = rows.get(i);
            persistenceIds[i] = row.persistenceId();
            sequenceNumbers[i] = row.sequenceNumber();
            writers[i] = row.writer();
            timestamps[i] = row.writeTimestamp();
            adapters[i] = row.adapterManifest();
            serializers[i] = row.eventSerId();
            manifests[i] = row.eventSerManifest();
            payloads[i] = row.eventPayload();
            metaSerializers[i] = orNull(row.metaSerId());
            metaManifests[i] = orNull(row.metaSerManifest());
            metaPayloads[i] = orNull(row.metaPayload());
        }
        insert.setObject(1, persistenceIds);
        insert.setObject(2, sequenceNumbers);
        insert.setObject(3, writers);
        insert.setObject(4, timestamps);
        insert.setObject(5, adapters);
        insert.setObject(6, serializers);
        insert.setObject(7, manifests);
        insert.setObject(8, payloads);
        insert.setObject(9, metaSerializers);
        insert.setObject(10, metaManifests);
        insert.setObject(11, metaPayloads);
    }

    private static <T> @Nullable T orNull(Option<T> option) {
        return option.isEmpty() ? null : option.get();
    }

    /** Returns whether the rows themselves are at fault: the same rows would fail again, others would not. */
    static boolean isDataError(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** Returns what a failed insert says about its rows; in doubt, and without an answer of the server, UNKNOWN. */
    static Outcome outcome(SQLException failure) {
        String state = failure.getSQLState();
        boolean rolledBack = state != null
                && state.length() == 5
                && !state.equals(COMPLETION_UNKNOWN)
                && (state.equals(CANCELED) || ROLLED_BACK.contains(state.substring(0, 2)));
        return rolledBack ? Outcome.NOT_WRITTEN : Outcome.UNKNOWN;
    }
}
