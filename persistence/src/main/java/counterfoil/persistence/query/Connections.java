package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from: a pool in a node, a server in a test. */
@FunctionalInterface
public interface Connections {

    /**
     * Returns a connection in autocommit mode that the caller closes.
     *
     * @throws SQLException when there is none within the pool's time limit
     */
    Connection open() throws SQLException;
}
