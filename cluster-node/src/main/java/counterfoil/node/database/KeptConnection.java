package counterfoil.node.database;

import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that one thread keeps for itself, so that a full pool cannot be mistaken for a database that is away.
 * Opened when it is first needed, and again after it was dropped. Not thread-safe.
 */
public final class KeptConnection {
    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private final Connections connections;
    private @Nullable Connection connection;

    /** Keeps one of these. */
    public KeptConnection(Connections connections) {
        this.connections = connections;
    }

    /** The connection; fails when a new one is needed and there is none. */
    public Connection get() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.open();
            connection = open;
        }
        return open;
    }

    /** Closes the connection, because it broke or is not needed any more; the next {@link #get} opens another. */
    public void drop() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("a broken connection could not be closed", e);
            }
        }
    }
}
