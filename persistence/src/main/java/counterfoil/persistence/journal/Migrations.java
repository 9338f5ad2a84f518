package counterfoil.persistence.journal;

import static java.util.stream.Collectors.joining;

import counterfoil.persistence.journal.DatabaseProblem.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a database to the schema of this release by its numbered files.
 *
 * <p>Runs as the owner of the tables; the role the application works as gets only what the files grant. Several nodes
 * may start at once: one migrates, the others wait for it.
 */
public final class Migrations {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    /** Which database: each has its own files and its own grants. */
    public enum Schema {
        /** Events, snapshots, the log, and read tables. */
        JOURNAL("classpath:db/migration"),
        /** The keys of personal data. */
        KEYS("classpath:db/keys");

        private final String location;

        Schema(String location) {
            this.location = location;
        }
    }

    private Migrations() {}

    /** Migrates the database of the journal; see {@link #run(Schema, String, String, String, String)}. */
    public static int run(String url, String ownerUser, String ownerPassword, String appRole) {
        return run(Schema.JOURNAL, url, ownerUser, ownerPassword, appRole);
    }

    /**
     * Migrates and returns the number of files that ran, 0 when the schema was up to date.
     *
     * @param url JDBC address of an existing database in encoding UTF8
     * @param ownerUser role that owns, or will own, the tables
     * @param ownerPassword its password
     * @param appRole existing role that the application works as; letters, digits, {@code _} and {@code -}
     * @throws DatabaseProblem when the server cannot be used; the message is one line for the operator
     */
    public static int run(Schema schema, String url, String ownerUser, String ownerPassword, String appRole) {
        String address = JdbcUrl.forOwner(url);
        checkRole(address, ownerUser, ownerPassword, appRole);
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address, ownerUser, ownerPassword)
                .locations(schema.location)
                .placeholders(Map.of("app_role", appRole))
                .connectRetries(0)
                .load();
        try {
            refuseNewer(url, flyway.info().all());
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            throw new DatabaseProblem(
                    Kind.MIGRATION_FAILED,
                    "migration of " + JdbcUrl.withoutParameters(url) + " failed: " + reason(failure),
                    failure);
        }
    }

    private static void checkRole(String address, String user, String password, String appRole) {
        if (!ROLE.matcher(appRole).matches()) {
            throw new DatabaseProblem(Kind.NO_ROLE, "not a name for the application role: '" + appRole + "'", null);
        }
        try (Connection connection = DriverManager.getConnection(address, user, password);
                PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, appRole);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new DatabaseProblem(
                            Kind.NO_ROLE,
                            "role " + appRole + " does not exist on " + JdbcUrl.withoutParameters(address)
                                    + ": create it with LOGIN and a password",
                            null);
                }
            }
        } catch (SQLException failure) {
            throw DatabaseProblem.connecting(address, user, failure);
        }
    }

    private static void refuseNewer(String url, MigrationInfo[] all) {
        Arrays.stream(all)
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .reduce((earlier, later) -> later)
                .ifPresent(unknown -> {
                    throw new DatabaseProblem(
                            Kind.NEWER_THAN_RELEASE,
                            JdbcUrl.withoutParameters(url) + " is at schema version " + unknown.getVersion()
                                    + ", unknown to this release: start the release that migrated it, or newer",
                            null);
                });
    }

    /** Flyway prints banners over several lines; the cause below it says what happened. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof SQLException) {
            return DatabaseProblem.firstLine(deepest);
        }
        String message = failure.getMessage();
        return message == null
                ? failure.toString()
                : message.lines().map(String::strip).collect(joining(" "));
    }
}
