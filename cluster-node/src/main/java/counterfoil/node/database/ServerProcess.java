package counterfoil.node.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts and stops the server of one folder with {@code pg_ctl}, which gives it a session of its own: Ctrl-C at the
 * terminal reaches this process and not the server. Commands run inside the folder and name it relatively, because
 * {@code pg_ctl} hands paths to a shell.
 */
final class ServerProcess {
    static final String LOG_FOLDER = "log";

    private static final String START_LOG = LOG_FOLDER + "/start.log";
    private static final String SECONDS = "60";
    private static final Pattern OWN_FATAL_LINE = Pattern.compile("[^\\[]*\\[\\d+] (?:FATAL|PANIC): +(.*)");

    private final Path folder;
    private final PostgresPrograms programs;
    private final Consumer<String> progress;

    ServerProcess(Path folder, PostgresPrograms programs, Consumer<String> progress) {
        this.folder = folder;
        this.programs = programs;
        this.progress = progress;
    }

    Optional<Postmaster> living() throws IOException {
        return Postmaster.livingOn(folder);
    }

    /**
     * Starts the server and waits until it accepts connections, recovery included. After the death of a server its
     * connections may live on for a moment and hold its shared memory; they are waited for.
     *
     * @throws DatabaseUnavailable with the server's own reason if it does not start in time
     */
    void start(Deadline deadline) throws IOException {
        while (true) {
            Files.deleteIfExists(folder.resolve(START_LOG));
            Postmaster.removeIfForeign(folder);
            PostgresPrograms.Ended ended = programs.run(
                    folder,
                    "",
                    seconds -> progress.accept("the database recovers, " + seconds + " s of at most " + SECONDS),
                    "pg_ctl",
                    "start",
                    "--pgdata=.",
                    "--wait",
                    "--timeout=" + SECONDS,
                    "--log=" + START_LOG);
            if (ended.well()) {
                return;
            }
            String reason = lastFatalLine().orElse(ended.lastLine());
            if (living().isPresent()) {
                throw new DatabaseUnavailable("the database in " + folder + " was still recovering after " + SECONDS
                        + " s; it goes on, start again in a while");
            }
            if (deadline.hasPassed() || !isHeldByAnEndingServer(reason)) {
                throw new DatabaseUnavailable("the database in " + folder + " does not start: " + reason
                        + "; its log is in " + folder.resolve(LOG_FOLDER));
            }
            deadline.pause();
        }
    }

    private static boolean isHeldByAnEndingServer(String reason) {
        return reason.contains("shared memory block") || reason.contains("postmaster.pid");
    }

    /**
     * Stops the server: transactions are rolled back, the files are left clean. A server that does not end in time is
     * stopped at once; its next start recovers.
     */
    void stop() throws IOException {
        if (living().isPresent() && !stops("fast") && living().isPresent()) {
            progress.accept("the database does not end within " + SECONDS + " s and is stopped at once");
            if (!stops("immediate") && living().isPresent()) {
                throw new DatabaseUnavailable("the database in " + folder + " cannot be stopped");
            }
        }
    }

    private boolean stops(String mode) throws IOException {
        return programs.run(
                        folder,
                        "",
                        seconds -> {},
                        "pg_ctl",
                        "stop",
                        "--pgdata=.",
                        "--wait",
                        "--timeout=" + SECONDS,
                        "--mode=" + mode)
                .well();
    }

    /** Why a start failed: the server first writes to the start's own log, then to the newest of its daily logs. */
    private Optional<String> lastFatalLine() throws IOException {
        Optional<String> atStart = lastFatalLineOf(folder.resolve(START_LOG));
        if (atStart.isPresent()) {
            return atStart;
        }
        try (Stream<Path> logs = Files.list(folder.resolve(LOG_FOLDER))) {
            Optional<Path> newest = logs.filter(log -> !log.endsWith(START_LOG))
                    .max(Comparator.comparingLong(log -> log.toFile().lastModified()));
            return newest.isPresent() ? lastFatalLineOf(newest.get()) : Optional.empty();
        }
    }

    /** The text after the word; lines of connections, which name user and database before it, do not count. */
    private static Optional<String> lastFatalLineOf(Path log) throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        return Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .map(OWN_FATAL_LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .reduce((first, last) -> last);
    }
}
