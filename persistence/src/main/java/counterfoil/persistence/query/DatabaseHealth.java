package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What the database says about itself in one round trip.
 *
 * @param acceptsWrites whether it is the primary server and not read-only
 * @param serverVersion as the server prints it, such as {@code 18.6}
 * @param roundTrip from asking for a connection to the last byte of the answer
 */
public record DatabaseHealth(boolean acceptsWrites, String serverVersion, Duration roundTrip) {

    private static final String QUERY = "SELECT NOT pg_is_in_recovery()"
            + " AND current_setting('transaction_read_only') = 'off', current_setting('server_version')";

    /**
     * Asks the database; blocks for at most the pool's time limits, so call it on a thread that may wait.
     *
     * @throws SQLException when the database does not answer
     */
    public static DatabaseHealth ask(Connections connections) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            rows.next();
            boolean acceptsWrites = rows.getBoolean(1);
            String version = rows.getString(2);
            return new DatabaseHealth(acceptsWrites, version, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
