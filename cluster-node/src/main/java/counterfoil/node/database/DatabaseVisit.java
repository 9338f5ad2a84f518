package counterfoil.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database of a data folder for the time of one command that only reads. Where a node runs on the folder its
 * database is used; else it is started, and stopped in the end. One that a killed node left running goes on running.
 */
public final class DatabaseVisit implements Closeable {
    private final DatabaseLayout layout;
    private final Credentials credentials;
    private final @Nullable DataFolder folder;
    private final @Nullable LocalDatabase started;

    private DatabaseVisit(
            DatabaseLayout layout,
            Credentials credentials,
            @Nullable DataFolder folder,
            @Nullable LocalDatabase started) {
        this.layout = layout;
        this.credentials = credentials;
        this.folder = folder;
        this.started = started;
    }

    /**
     * Finds or starts the database.
     *
     * @param progress told in short lines what is done
     * @throws DatabaseUnavailable if the folder holds none, or it does not start
     */
    public static DatabaseVisit open(Path dataFolder, DatabaseLayout layout, Consumer<String> progress) {
        requireDatabase(dataFolder, layout);
        Optional<DataFolder> free = DataFolder.openIfFree(dataFolder);
        if (free.isEmpty()) {
            return new DatabaseVisit(layout, credentials(dataFolder, layout), null, null);
        }
        DataFolder folder = free.get();
        try {
            LocalDatabase database = LocalDatabase.start(folder, layout, progress);
            return new DatabaseVisit(
                    layout, credentials(dataFolder, layout), folder, database.wasAdopted() ? null : database);
        } catch (RuntimeException failed) {
            close(folder);
            throw failed;
        }
    }

    private static void requireDatabase(Path dataFolder, DatabaseLayout layout) {
        if (!Files.isDirectory(dataFolder.resolve(layout.folder()))) {
            throw new DatabaseUnavailable("there is no database in " + dataFolder.toAbsolutePath()
                    + ": name the folder with --data-dir, or the database with --db-url");
        }
    }

    private static Credentials credentials(Path dataFolder, DatabaseLayout layout) {
        Path file = Credentials.fileOf(dataFolder, layout);
        try {
            return Credentials.read(file, layout)
                    .orElseThrow(
                            () -> new DatabaseUnavailable("there is no " + file + ": start a node to have it made"));
        } catch (IOException e) {
            throw new DatabaseUnavailable(file + " cannot be read: " + DataFolder.reasonOf(e), e);
        }
    }

    /** The JDBC address, without any driver parameter. */
    public String url() {
        return Credentials.urlOf(credentials.port(), layout.database());
    }

    /** The role that nodes use. */
    public String user() {
        return layout.application();
    }

    /** Its password. */
    public String password() {
        return credentials.applicationPassword();
    }

    /** Leaves the database as it was found. */
    @Override
    public void close() {
        if (started != null) {
            started.stop();
        }
        if (folder != null) {
            close(folder);
        }
    }

    private static void close(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new DatabaseUnavailable("the data folder cannot be left: " + DataFolder.reasonOf(e), e);
        }
    }
}
