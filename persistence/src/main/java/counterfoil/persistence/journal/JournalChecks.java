package counterfoil.persistence.journal;

import counterfoil.persistence.journal.DatabaseProblem.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Refuses, before a node serves, a database that could lose or change what was acknowledged.
 *
 * <p>Asked through a connection of the application role, because a setting may differ per role. Any value of {@code
 * synchronous_commit} but off is accepted: the others say which servers must have the commit on disk.
 */
public final class JournalChecks {

    private static final List<String> MUST_NOT_BE_OFF = List.of("fsync", "full_page_writes", "synchronous_commit");

    private static final String QUERY = """
            SELECT current_setting('fsync') AS fsync,
                   current_setting('full_page_writes') AS full_page_writes,
                   current_setting('synchronous_commit') AS synchronous_commit,
                   current_setting('server_encoding') AS server_encoding,
                   pg_is_in_recovery() AS in_recovery,
                   (SELECT seqcache FROM pg_sequence
                     WHERE seqrelid = pg_get_serial_sequence('event_journal', 'ordering')::regclass) AS cache,
                   has_any_column_privilege('event_journal', 'UPDATE')
                     OR has_table_privilege('event_journal', 'DELETE')
                     OR has_table_privilege('event_journal', 'TRUNCATE') AS may_change
            """;

    private static final String UNDEFINED_TABLE = "42P01";

    private JournalChecks() {}

    /**
     * Checks by a connection of its own.
     *
     * @throws DatabaseProblem naming the setting, when the database cannot be reached or must not be used
     */
    public static void run(String url, String appUser, String appPassword) {
        try (Connection connection = DriverManager.getConnection(JdbcUrl.forPool(url), appUser, appPassword)) {
            check(connection, JdbcUrl.withoutParameters(url), appUser);
        } catch (SQLException failure) {
            if (UNDEFINED_TABLE.equals(failure.getSQLState())) {
                throw unsafe(JdbcUrl.withoutParameters(url) + " has no journal: run the migrations first");
            }
            throw DatabaseProblem.connecting(url, appUser, failure);
        }
    }

    private static void check(Connection connection, String where, String appUser) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(QUERY)) {
            found.next();
            for (String setting : MUST_NOT_BE_OFF) {
                if ("off".equals(found.getString(setting))) {
                    throw unsafe(setting + " is off on " + where + " for " + appUser
                            + ": an acknowledged write could be lost; set it on");
                }
            }
            if (!"UTF8".equals(found.getString("server_encoding"))) {
                throw unsafe("server_encoding of " + where + " is " + found.getString("server_encoding")
                        + ": create the database with ENCODING 'UTF8'");
            }
            if (found.getBoolean("in_recovery")) {
                throw unsafe(where + " is a standby (pg_is_in_recovery): connect to the primary server");
            }
            if (found.getLong("cache") != 1) {
                throw unsafe("CACHE of event_journal_ordering_seq on " + where + " is " + found.getLong("cache")
                        + ": events would be numbered out of order; set it to 1");
            }
            if (found.getBoolean("may_change")) {
                throw unsafe("role " + appUser + " may UPDATE, DELETE or TRUNCATE event_journal on " + where
                        + ": use a role that is neither its owner nor a superuser, and REVOKE the privilege");
            }
        }
    }

    private static DatabaseProblem unsafe(String message) {
        return new DatabaseProblem(Kind.UNSAFE, message, null);
    }
}
