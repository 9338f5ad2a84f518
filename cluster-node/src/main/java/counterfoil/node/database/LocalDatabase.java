package counterfoil.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A running PostgreSQL server that belongs to a data folder. {@link #start} makes its files the first time, adopts the
 * server that a killed process has left alive, and otherwise starts one and waits for its recovery. The server outlives
 * this process unless {@link #stop} is called.
 */
public final class LocalDatabase {
    /** How long a server may take to answer, crash recovery included. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final DatabaseLayout layout;
    private final Credentials credentials;
    private final ServerProcess process;
    private final boolean adopted;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private LocalDatabase(DatabaseLayout layout, Credentials credentials, ServerProcess process, boolean adopted) {
        this.layout = layout;
        this.credentials = credentials;
        this.process = process;
        this.adopted = adopted;
    }

    /**
     * Starts or adopts the server of a layout and returns when owner and application can log in; blocks for up to a
     * minute.
     *
     * @param data stays open for as long as the database is used
     * @param progress told, in short lines for a person, what is done and how long recovery takes
     * @throws DatabaseUnavailable if the files are of another PostgreSQL version or another user, if the port is taken,
     *     or for whatever reason the server gives
     */
    public static LocalDatabase start(DataFolder data, DatabaseLayout layout, Consumer<String> progress) {
        try {
            int userId = currentUserId();
            Path binaries = PostgresBinaries.unpack(data.path(), progress);
            PostgresPrograms programs = PostgresPrograms.in(binaries, userId);
            ServerFolder folder = new ServerFolder(data.path(), layout, programs, progress);
            requireOwner(folder.path(), userId);
            ServerProcess process = new ServerProcess(folder.path(), programs, progress);
            Path file = Credentials.fileOf(data.path(), layout);
            return folder.isMade()
                    ? again(layout, folder, process, file, progress)
                    : atFirst(layout, folder, process, file, progress);
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "the database in " + data.path() + " could not be started: " + DataFolder.reasonOf(e), e);
        }
    }

    private static int currentUserId() throws IOException {
        Path probe = Files.createTempFile("counterfoil", ".user");
        try {
            return (int) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private static void requireOwner(Path folder, int userId) throws IOException {
        if (Files.exists(folder) && (int) Files.getAttribute(folder, "unix:uid") != userId) {
            throw new DatabaseUnavailable(
                    folder + " belongs to user " + Files.getOwner(folder).getName() + ": start as that user");
        }
    }

    private static LocalDatabase atFirst(
            DatabaseLayout layout, ServerFolder folder, ServerProcess process, Path file, Consumer<String> progress)
            throws IOException {
        Credentials credentials = Credentials.read(file, layout).orElseGet(Credentials::choose);
        folder.make(credentials);
        credentials.write(file, layout);
        return startServer(layout, folder, process, credentials, file, progress);
    }

    private static LocalDatabase again(
            DatabaseLayout layout, ServerFolder folder, ServerProcess process, Path file, Consumer<String> progress)
            throws IOException {
        Optional<Credentials> kept = Credentials.read(file, layout);
        Optional<Postmaster> living = process.living();
        if (living.isPresent()
                && kept.isPresent()
                && living.get().serves(kept.get().port())) {
            progress.accept(
                    "adopting the running database, process " + living.get().processId());
            ServerProbe probe = new ServerProbe(layout, kept.get(), file);
            if (awaitAnswer(folder, process, probe, living.get())) {
                probe.requireLogins();
                return new LocalDatabase(layout, kept.get(), process, true);
            }
        }
        process.stop();
        Postmaster.removeIfForeign(folder.path());
        Credentials credentials = kept.orElseGet(Credentials::choose);
        if (kept.isEmpty()) {
            progress.accept("setting new passwords, as there is no " + file);
            folder.setPasswords(credentials);
            credentials.write(file, layout);
        }
        return startServer(layout, folder, process, credentials, file, progress);
    }

    /** Waits for a living server that may still recover; false if it ends meanwhile. */
    private static boolean awaitAnswer(
            ServerFolder folder, ServerProcess process, ServerProbe probe, Postmaster postmaster) throws IOException {
        Deadline deadline = Deadline.after(RECOVERY);
        while (!probe.answersFrom(folder.path())) {
            if (process.living().isEmpty()) {
                return false;
            }
            if (deadline.hasPassed()) {
                throw new DatabaseUnavailable("process " + postmaster.processId() + " runs on " + folder.path()
                        + " and has not answered for " + RECOVERY.toSeconds() + " s");
            }
            deadline.pause();
        }
        return true;
    }

    private static LocalDatabase startServer(
            DatabaseLayout layout,
            ServerFolder folder,
            ServerProcess process,
            Credentials credentials,
            Path file,
            Consumer<String> progress)
            throws IOException {
        if (!Credentials.isFree(credentials.port())) {
            throw ServerProbe.portTaken(credentials.port(), file);
        }
        progress.accept("starting the database on port " + credentials.port());
        folder.configure(credentials.port());
        process.start(Deadline.after(RECOVERY));
        try {
            new ServerProbe(layout, credentials, file).requireLogins();
        } catch (DatabaseUnavailable e) {
            process.stop();
            throw e;
        }
        return new LocalDatabase(layout, credentials, process, false);
    }

    /** The JDBC address of the database, without any driver parameter. */
    public String url() {
        return Credentials.urlOf(credentials.port(), layout.database());
    }

    /** The role that owns the database: for migrations and backups only. */
    public String ownerUser() {
        return layout.owner();
    }

    /** The owner's password. */
    public String ownerPassword() {
        return credentials.ownerPassword();
    }

    /** The role that nodes use. */
    public String appUser() {
        return layout.application();
    }

    /** The application role's password. */
    public String appPassword() {
        return credentials.applicationPassword();
    }

    /** Whether {@link #start} found the server running, left alive by a process that was killed. */
    public boolean wasAdopted() {
        return adopted;
    }

    /** Whether the server's process lives; whether it answers is another question. */
    boolean isAlive() {
        try {
            return process.living().isPresent();
        } catch (IOException e) {
            throw new DatabaseUnavailable("the database cannot be looked at: " + DataFolder.reasonOf(e), e);
        }
    }

    /**
     * Stops the server, an adopted one too: open transactions are rolled back and its files are left clean. Later calls
     * do nothing.
     *
     * @throws DatabaseUnavailable if it cannot be stopped
     */
    public void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            process.stop();
        } catch (IOException e) {
            throw new DatabaseUnavailable("the database could not be stopped: " + DataFolder.reasonOf(e), e);
        }
    }
}
