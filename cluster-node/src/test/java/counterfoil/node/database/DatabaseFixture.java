package counterfoil.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One data folder in a test and what runs in it; closing leaves no process behind. */
final class DatabaseFixture implements AutoCloseable {
    final Path path;
    final List<String> progress = new ArrayList<>();
    private final List<DataFolder> opened = new ArrayList<>();

    DatabaseFixture(Path path) {
        this.path = path;
    }

    Path server() {
        return path.resolve("postgres");
    }

    Path propertiesFile() {
        return path.resolve("postgres.properties");
    }

    LocalDatabase start() {
        return start(DatabaseLayout.JOURNAL);
    }

    LocalDatabase start(DatabaseLayout layout) {
        if (opened.isEmpty()) {
            opened.add(DataFolder.open(path));
        }
        return LocalDatabase.start(opened.getFirst(), layout, progress::add);
    }

    /** Lets another process open the folder. */
    void release() throws IOException {
        for (DataFolder folder : opened) {
            folder.close();
        }
        opened.clear();
    }

    Properties properties() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(propertiesFile())) {
            properties.load(reader);
        }
        return properties;
    }

    Connection asSuperuser() throws IOException, SQLException {
        Properties properties = properties();
        return DriverManager.getConnection(
                properties.getProperty("url"),
                properties.getProperty("superuser"),
                properties.getProperty("superuser_password"));
    }

    Postmaster postmaster() throws IOException {
        return Postmaster.livingOn(server()).orElseThrow();
    }

    static Connection asOwner(LocalDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
    }

    static Connection asApplication(LocalDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.appUser(), database.appPassword());
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        release();
        if (Files.isDirectory(path)) {
            try (var folders = Files.newDirectoryStream(path, Files::isDirectory)) {
                for (Path folder : folders) {
                    Postmaster.livingOn(folder)
                            .flatMap(server -> ProcessHandle.of(server.processId()))
                            .ifPresent(server -> {
                                server.destroyForcibly();
                                server.onExit().join();
                            });
                }
            }
        }
    }
}
