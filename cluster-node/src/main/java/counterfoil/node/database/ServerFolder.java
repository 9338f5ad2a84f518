package counterfoil.node.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of one PostgreSQL server (its PGDATA) while no server runs on them: made, checked and configured. A folder
 * is made completely beside its place, with roles and database, and then renamed: it is there as a whole or not at all.
 */
final class ServerFolder {
    private static final long SMALLEST_DISK_BYTES = 512L << 20;
    private static final String SETTINGS_FILE = "counterfoil.conf";
    private static final String HALF_MADE = ".new-";

    private final Path dataFolder;
    private final DatabaseLayout layout;
    private final PostgresPrograms programs;
    private final Consumer<String> progress;
    private final Path path;

    ServerFolder(Path dataFolder, DatabaseLayout layout, PostgresPrograms programs, Consumer<String> progress) {
        this.dataFolder = dataFolder;
        this.layout = layout;
        this.programs = programs;
        this.progress = progress;
        this.path = dataFolder.resolve(layout.folder());
    }

    Path path() {
        return path;
    }

    /**
     * Whether the folder holds a server's files.
     *
     * @throws DatabaseUnavailable if they are of another major version, of another user, or something else entirely
     */
    boolean isMade() throws IOException {
        Path versionFile = path.resolve("PG_VERSION");
        if (!Files.exists(versionFile)) {
            requireEmpty();
            return false;
        }
        String version = Files.readString(versionFile).strip();
        int ours = programs.majorVersion();
        if (!version.equals(Integer.toString(ours))) {
            throw new DatabaseUnavailable(otherVersion(version, ours));
        }
        return true;
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new DatabaseUnavailable(path + " is not empty and has no PG_VERSION: it is not a database folder;"
                        + " move it away or choose another data folder");
            }
        }
    }

    private String otherVersion(String version, int ours) {
        boolean newer = version.matches("\\d{1,4}") && Integer.parseInt(version) > ours;
        String remedy = newer
                ? "start the newer release that made it"
                : "dump it with the release that made it and restore the dump into a new data folder,"
                        + " or run pg_upgrade with the programs of both versions";
        return path + " is a database of PostgreSQL " + version + ", " + (newer ? "newer" : "older")
                + " than PostgreSQL " + ours + " of this release: " + remedy;
    }

    /** Makes the folder with roles and database; what an interrupted attempt has left beside it goes away. */
    void make(Credentials credentials) throws IOException {
        removeHalfMade();
        requireDisk();
        progress.accept("making the database in " + path);
        Path made = Files.createTempDirectory(dataFolder, layout.folder() + HALF_MADE);
        PostgresPrograms.Ended ended = programs.run(
                dataFolder,
                credentials.superuserPassword() + "\n",
                seconds -> {},
                "initdb",
                "--pgdata=" + made.getFileName(),
                "--username=" + DatabaseLayout.SUPERUSER,
                "--pwfile=/dev/stdin",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (!ended.well()) {
            throw new DatabaseUnavailable("the database folder could not be made: " + ended.lastLine());
        }
        Files.writeString(
                made.resolve("postgresql.conf"), "include = '" + SETTINGS_FILE + "'\n", StandardOpenOption.APPEND);
        Files.writeString(made.resolve(SETTINGS_FILE), "password_encryption = 'scram-sha-256'\n");
        execute(made, rolesAndDatabase(credentials));
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(dataFolder, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private void removeHalfMade() throws IOException {
        try (DirectoryStream<Path> leftovers =
                Files.newDirectoryStream(dataFolder, layout.folder() + HALF_MADE + "*")) {
            for (Path leftover : leftovers) {
                FolderRemoval.remove(leftover);
            }
        } catch (DirectoryNotEmptyException e) {
            // An orphan of the killed start still writes there; the folder waits for the next first start.
            progress.accept("left a half-made database in " + e.getMessage());
        }
    }

    private void requireDisk() throws IOException {
        long free = Files.getFileStore(dataFolder).getUsableSpace();
        if (free < SMALLEST_DISK_BYTES) {
            throw new DatabaseUnavailable("data folder " + dataFolder + " has " + (free >> 20)
                    + " MiB of free disk, a new database needs " + (SMALLEST_DISK_BYTES >> 20));
        }
    }

    private List<String> rolesAndDatabase(Credentials credentials) {
        String owner = layout.owner();
        String application = layout.application();
        String database = layout.database();
        return List.of(
                "CREATE ROLE " + owner + " LOGIN PASSWORD '" + credentials.ownerPassword() + "'",
                "CREATE ROLE " + application + " LOGIN PASSWORD '" + credentials.applicationPassword() + "'",
                "CREATE DATABASE " + database + " OWNER " + owner,
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database + " TO " + application,
                "REVOKE ALL ON DATABASE postgres FROM PUBLIC",
                "REVOKE ALL ON DATABASE template1 FROM PUBLIC");
    }

    /** Gives all roles the passwords of the credentials, for a folder whose passwords are lost. */
    void setPasswords(Credentials credentials) throws IOException {
        execute(
                path,
                List.of(
                        "ALTER ROLE " + layout.owner() + " PASSWORD '" + credentials.ownerPassword() + "'",
                        "ALTER ROLE " + layout.application() + " PASSWORD '" + credentials.applicationPassword() + "'",
                        "ALTER ROLE " + DatabaseLayout.SUPERUSER + " PASSWORD '" + credentials.superuserPassword()
                                + "'"));
    }

    /** A single-user server needs no password and no port; it ends with its input, or with the first error. */
    private void execute(Path folder, List<String> statements) throws IOException {
        PostgresPrograms.Ended ended = programs.run(
                folder,
                String.join(";\n", statements) + ";\n",
                seconds -> {},
                "postgres",
                "--single",
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                "-D",
                ".",
                "postgres");
        if (!ended.well()) {
            throw new DatabaseUnavailable("the database's roles could not be set: " + ended.lastLine());
        }
    }

    /**
     * Writes the settings for the next start. They stand in a file and not on the command line, so that an
     * administrator's {@code ALTER SYSTEM} goes above them.
     */
    void configure(int port) throws IOException {
        Files.writeString(path.resolve(SETTINGS_FILE), ServerSettings.text(port));
        Files.createDirectories(path.resolve(ServerProcess.LOG_FOLDER));
    }
}
