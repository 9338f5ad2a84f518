package counterfoil.node.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Asks a server through its port who it is and whether it accepts the kept passwords. */
final class ServerProbe {
    private static final int TIMEOUT_SECONDS = 5;
    /** SQLState class 28: invalid authorization (PostgreSQL documentation, appendix A). */
    private static final String REFUSED_LOGIN = "28";

    private final DatabaseLayout layout;
    private final Credentials credentials;
    private final Path file;

    ServerProbe(DatabaseLayout layout, Credentials credentials, Path file) {
        this.layout = layout;
        this.credentials = credentials;
        this.file = file;
    }

    /**
     * Whether a server answers; false while it starts up or shuts down.
     *
     * @throws DatabaseUnavailable if it runs on another folder, or refuses the superuser's password
     */
    boolean answersFrom(Path folder) throws IOException {
        try (Connection connection = connect("postgres", DatabaseLayout.SUPERUSER, credentials.superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            if (!Path.of(row.getString(1)).toRealPath().equals(folder.toRealPath())) {
                throw portTaken(credentials.port(), file);
            }
            return true;
        } catch (SQLException e) {
            requireNoRefusal(DatabaseLayout.SUPERUSER, e);
            return false;
        }
    }

    /**
     * Logs in as owner and as application.
     *
     * @throws DatabaseUnavailable if the server refuses one of them
     */
    void requireLogins() {
        requireLogin(layout.owner(), credentials.ownerPassword());
        requireLogin(layout.application(), credentials.applicationPassword());
    }

    private void requireLogin(String user, String password) {
        try (Connection connection = connect(layout.database(), user, password)) {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            requireNoRefusal(user, e);
            throw new DatabaseUnavailable(
                    "the database on port " + credentials.port() + " does not let " + user + " in: " + e.getMessage(),
                    e);
        }
    }

    private void requireNoRefusal(String user, SQLException e) {
        String state = e.getSQLState();
        if (state != null && state.startsWith(REFUSED_LOGIN)) {
            throw new DatabaseUnavailable(
                    "the database refuses the password of " + user + " in " + file
                            + ": stop it and delete the file to have new passwords set",
                    e);
        }
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(Credentials.urlOf(credentials.port(), database));
        source.setConnectTimeout(TIMEOUT_SECONDS);
        source.setSocketTimeout(TIMEOUT_SECONDS);
        return source.getConnection(user, password);
    }

    static DatabaseUnavailable portTaken(int port, Path file) {
        return new DatabaseUnavailable("port " + port + " of the database is taken by another program: stop that"
                + " program, or change the port of url in " + file);
    }
}
