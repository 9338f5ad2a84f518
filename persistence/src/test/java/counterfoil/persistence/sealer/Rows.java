package counterfoil.persistence.sealer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Journal rows as an entity's events would be. */
final class Rows {
    private static final String SQL = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            SELECT ?, n, 'w', 1790000000000 + n, 9001, 'test.Wrote.v1', convert_to('{"n":' || n || '}', 'UTF8')
              FROM generate_series(?::bigint, ?::bigint) AS n
            """;

    private Rows() {}

    /** Inserts events first to last of an entity, in the transaction that the connection is in. */
    static void insert(Connection connection, String entity, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, entity);
            statement.setLong(2, first);
            statement.setLong(3, last);
            statement.executeUpdate();
        }
    }
}
