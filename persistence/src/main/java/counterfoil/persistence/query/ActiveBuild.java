package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the build of a table that is read now, and what it rests on, in one snapshot. */
final class ActiveBuild {
    private static final String ACTIVE = """
            SELECT slot, log_id, build, position, changed_position FROM read_build
             WHERE table_name = ? AND state = 'active'
            """;

    private ActiveBuild() {}

    /** Where to read, and what the answer rests on. */
    record Build(int slot, TableBasis basis) {}

    /** What is read of a build. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Build build) throws SQLException;
    }

    /**
     * Reads in a transaction of one snapshot, so that rows and position belong together also while a rebuild switches.
     *
     * @param none the answer before there is a build
     */
    static <T> T read(Connection connection, String table, T none, Reading<T> reading) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (PreparedStatement statement = connection.prepareStatement(ACTIVE)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return none;
                }
                TableBasis basis = new TableBasis(rows.getInt(2), rows.getInt(3), rows.getLong(4), rows.getLong(5));
                return reading.read(new Build(rows.getInt(1), basis));
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }
}
