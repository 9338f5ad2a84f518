package counterfoil.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.journal.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, migrated database on the one PostgreSQL server of this JVM, with an owner and an application role.
 *
 * <p>The server is durable as in production (fsync, full_page_writes, synchronous_commit are on) and asks for
 * passwords. It stops with the JVM. A test class takes one database and shares it among its methods.
 */
public final class TestDatabase {

    /** The role that owns the tables. */
    public static final String OWNER = "counterfoil_owner";
    /** Its password. */
    public static final String OWNER_PASSWORD = "owner-secret";
    /** The role that the application works as. */
    public static final String APP = "counterfoil_app";
    /** Its password. */
    public static final String APP_PASSWORD = "app-secret";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int port;
    private final String name;

    private TestDatabase(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** Creates and migrates a database of its own on the shared server. */
    public static TestDatabase shared() {
        TestDatabase database = empty();
        Migrations.run(database.url(), OWNER, OWNER_PASSWORD, APP);
        return database;
    }

    /** Creates a database without tables on the shared server. */
    public static TestDatabase empty() {
        return on(Server.RUNNING.getPort());
    }

    /** Creates a database without tables on a server that {@link #server} has configured. */
    public static TestDatabase on(int port) {
        TestDatabase database = new TestDatabase(port, "counterfoil_test_" + COUNT.incrementAndGet());
        run(port, "CREATE DATABASE " + database.name + " OWNER " + OWNER);
        return database;
    }

    /** Returns a durable server that is not started, for a test that stops it; its roles are made by {@link #roles}. */
    public static EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "50")
                .setDataDirectoryCustomizer(TestDatabase::askForPasswords);
    }

    /** Creates the owner and the application role on a server. */
    public static void roles(int port) {
        run(port, "CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + OWNER_PASSWORD + "'");
        run(port, "CREATE ROLE " + APP + " LOGIN PASSWORD '" + APP_PASSWORD + "'");
    }

    private static void askForPasswords(File folder) {
        try {
            Files.writeString(folder.toPath().resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all postgres ::1/128 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the JDBC address, without user, password and parameters. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Opens a connection as the owner of the tables. */
    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(url(), OWNER, OWNER_PASSWORD);
    }

    /** Opens a connection as the application. */
    public Connection asApp() throws SQLException {
        return DriverManager.getConnection(url(), APP, APP_PASSWORD);
    }

    /** Opens a connection as the superuser of the server, who may change settings and end connections. */
    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    /** Returns the settings of an actor system that persists to this database, in HOCON. */
    public String config() {
        return """
                include classpath("persistence.conf")
                counterfoil.database.url = "%s"
                counterfoil.database.user = "%s"
                counterfoil.database.password = "%s"
                """.formatted(JdbcUrl.forPool(url()), APP, APP_PASSWORD);
    }

    /** Returns the whole, resolved configuration of such an actor system, with settings of the test's own on top. */
    public Config settings(String own) {
        return ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString(config()))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    private static void run(int port, String sql) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("test server refuses: " + sql, failure);
        }
    }

    /** Starts the server at first use, in a thread-safe way, once. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = server().start();
                roles(server.getPort());
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
