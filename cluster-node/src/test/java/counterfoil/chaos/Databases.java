package counterfoil.chaos;

import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.LocalDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Two real, durable PostgreSQL servers, the journal's and the key store's, which belong to this process and not to a node. */
final class Databases implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final LocalDatabase keys;
    private LocalDatabase journal;

    private Databases(DataFolder folder, LocalDatabase journal, LocalDatabase keys) {
        this.folder = folder;
        this.journal = journal;
        this.keys = keys;
    }

    /** Makes and starts both in a folder. */
    static Databases in(Path path) {
        DataFolder folder = DataFolder.open(path);
        return new Databases(
                folder,
                LocalDatabase.start(folder, DatabaseLayout.JOURNAL, line -> {}),
                LocalDatabase.start(folder, DatabaseLayout.KEYS, line -> {}));
    }

    /**
     * The variables by which a node finds both, as their owner as well, so that the first node migrates.
     *
     * @param host under which the node reaches this process
     */
    Map<String, String> variables(String host) {
        Map<String, String> variables = new LinkedHashMap<>();
        put(variables, "COUNTERFOIL_DB", journal, host);
        put(variables, "COUNTERFOIL_KEYS_DB", keys, host);
        return variables;
    }

    private static void put(Map<String, String> variables, String prefix, LocalDatabase database, String host) {
        variables.put(prefix + "_URL", database.url().replace("127.0.0.1", host));
        variables.put(prefix + "_USER", database.appUser());
        variables.put(prefix + "_PASSWORD", database.appPassword());
        variables.put(prefix + "_OWNER_USER", database.ownerUser());
        variables.put(prefix + "_OWNER_PASSWORD", database.ownerPassword());
    }

    /** The TCP ports of journal and key store. */
    List<Integer> ports() {
        return List.of(portOf(journal), portOf(keys));
    }

    private static int portOf(LocalDatabase database) {
        String url = database.url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/')));
    }

    /** A connection to the journal as the owner of the tables. */
    Connection asOwner() throws SQLException {
        return DriverManager.getConnection(journal.url(), journal.ownerUser(), journal.ownerPassword());
    }

    /** Runs statements as the superuser of the journal's server, each by itself. */
    void asSuperuser(String... statements) throws SQLException, IOException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Ends every connection of nodes to the journal; returns how many there were. */
    int terminateConnections() throws SQLException, IOException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet ended = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename = '" + journal.appUser() + "'")) {
            ended.next();
            return ended.getInt(1);
        }
    }

    private Connection superuser() throws SQLException, IOException {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(folder.path().resolve("postgres.properties"))) {
            properties.load(reader);
        }
        return DriverManager.getConnection(
                journal.url(), properties.getProperty("superuser"), properties.getProperty("superuser_password"));
    }

    /** Kills the journal's postmaster like {@code kill -9}, and every process of its server. */
    void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Starts the journal's server again; returns when it accepts connections. */
    void start() {
        journal = LocalDatabase.start(folder, DatabaseLayout.JOURNAL, line -> {});
    }

    private ProcessHandle postmaster() throws IOException {
        Path file = folder.path().resolve("postgres/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process of " + file));
    }

    @Override
    public void close() throws IOException {
        journal.stop();
        keys.stop();
        folder.close();
    }
}
