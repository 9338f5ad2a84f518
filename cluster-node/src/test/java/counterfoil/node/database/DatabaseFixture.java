package counterfoil.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** One data folder in a test and what runs in it; closing leaves no server behind. */
final class DatabaseFixture implements AutoCloseable {
    final Path path;
    final List<String> progress = new ArrayList<>();
    private final List<DataFolder> opened = new ArrayList<>();
    private final List<LocalDatabase> started = new ArrayList<>();

    DatabaseFixture(Path path) {
        this.path = path;
    }

    /** A folder with the files of another one whose server is stopped: quicker than a first start. */
    static DatabaseFixture copyOf(DatabaseFixture template, Path path) throws IOException {
        try (Stream<Path> files = Files.walk(template.path)) {
            for (Path file : files.toList()) {
                Path copy = path.resolve(template.path.relativize(file));
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new DatabaseFixture(path);
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
        LocalDatabase database = LocalDatabase.start(opened.getFirst(), layout, progress::add);
        started.add(database);
        return database;
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

    /** Ends the server like {@code kill -9} and waits until it serves no more. */
    void kill() throws IOException {
        ProcessHandle.of(postmaster().processId()).orElseThrow().destroyForcibly();
        while (Postmaster.livingOn(server()).isPresent()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        started.forEach(LocalDatabase::stop);
        for (DataFolder folder : opened) {
            folder.close();
        }
        if (Postmaster.livingOn(server()).isPresent()) {
            kill();
        }
    }
}
