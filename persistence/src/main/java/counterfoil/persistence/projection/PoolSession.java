package counterfoil.persistence.projection;

import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;

/** One connection of the node's pool in one transaction; closing gives it back. */
final class PoolSession implements JdbcSession {
    private final Connection connection;

    private PoolSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a session.
     *
     * @throws IllegalStateException when the pool has no connection in time; the projection starts again later
     */
    static PoolSession open(Connections connections) {
        try {
            Connection connection = connections.open();
            connection.setAutoCommit(false);
            return new PoolSession(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("no connection for a read table: " + failure.getMessage(), failure);
        }
    }

    @Override
    public <T> T withConnection(Function<Connection, T> work) throws Exception {
        return work.apply(connection);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    /** The pool rolls back what was not committed and restores autocommit mode. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
