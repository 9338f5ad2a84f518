package counterfoil.node.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process of a folder, as its {@code postmaster.pid} tells: process id in line 1, port in line 4
 * (PostgreSQL, src/include/miscadmin.h, "lock file line numbers").
 *
 * @param port 0 while the server has not written it yet
 */
record Postmaster(long processId, int port) {
    private static final String PID_FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;

    /**
     * The living server of a folder. A process with the noted id counts only if it is a PostgreSQL server; where the
     * system shows working folders (Linux), only if it works in this folder, which servers always do. The id may have
     * gone to any other process since the server died.
     */
    static Optional<Postmaster> livingOn(Path folder) throws IOException {
        Optional<Postmaster> noted = notedIn(folder);
        return noted.isPresent() && runsOn(noted.get().processId(), folder) ? noted : Optional.empty();
    }

    /**
     * Removes a {@code postmaster.pid} whose process id now belongs to a process that is not this folder's server:
     * PostgreSQL would refuse to start. A file with the id of a dead process is left, PostgreSQL handles it.
     */
    static void removeIfForeign(Path folder) throws IOException {
        Optional<Postmaster> noted = notedIn(folder);
        if (noted.isPresent()
                && ProcessHandle.of(noted.get().processId()).isPresent()
                && !runsOn(noted.get().processId(), folder)) {
            Files.deleteIfExists(folder.resolve(PID_FILE));
        }
    }

    /** Whether this server listens on the port, as far as it has written that yet. */
    boolean serves(int wantedPort) {
        return port == 0 || port == wantedPort;
    }

    private static Optional<Postmaster> notedIn(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(PID_FILE));
            // A single-user server notes its process id with a minus sign.
            long processId = lines.isEmpty() ? 0 : Math.abs(numberIn(lines.get(0)));
            int port = lines.size() > PORT_LINE ? (int) numberIn(lines.get(PORT_LINE)) : 0;
            return processId == 0 ? Optional.empty() : Optional.of(new Postmaster(processId, port));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static long numberIn(String line) {
        return line.strip().matches("-?\\d{1,9}") ? Long.parseLong(line.strip()) : 0;
    }

    private static boolean runsOn(long processId, Path folder) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(processId).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        boolean runsPostgres = process.get()
                .info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
        return runsPostgres && worksIn(processId, folder);
    }

    private static boolean worksIn(long processId, Path folder) throws IOException {
        Path workingFolder = Path.of("/proc/" + processId + "/cwd");
        if (!Files.isDirectory(Path.of("/proc/self/cwd"))) {
            return true;
        }
        try {
            return workingFolder.toRealPath().equals(folder.toRealPath());
        } catch (NoSuchFileException | AccessDeniedException e) {
            return false;
        }
    }
}
