package counterfoil.node.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.seal.Leaf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks through databases for what a text left behind. */
final class Traces {
    private static final String TABLES = """
            SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
             WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            """;

    private Traces() {}

    /** The tables of a database in which a text stands: in clear, in hex as bytes are shown, or in base64. */
    static List<String> tablesWith(TestDatabase database, String text) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.asOwner()) {
            for (String table : column(connection, TABLES)) {
                String rows = String.join("\n", column(connection, "SELECT t::text FROM " + table + " t"));
                if (holds(rows, text)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    static boolean holds(String rows, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return rows.contains(text)
                || rows.contains(HexFormat.of().formatHex(bytes))
                || rows.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** The leaf hash, in hex, of every event of an entity, by sequence number. */
    static Map<Long, String> leafHashes(TestDatabase database, String persistenceId) throws SQLException {
        Map<Long, String> hashes = new TreeMap<>();
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT persistence_id, sequence_number, write_timestamp,"
                        + " event_ser_id, event_ser_manifest, event_payload FROM event_journal WHERE persistence_id = '"
                        + persistenceId + "'")) {
            while (rows.next()) {
                Leaf leaf = Leaf.of(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getInt(4),
                        rows.getString(5),
                        rows.getBytes(6));
                hashes.put(rows.getLong(2), HexFormat.of().formatHex(leaf.hash()));
            }
        }
        return hashes;
    }
}
