package counterfoil.bench;

import counterfoil.node.FreePort;
import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.LocalDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * FastAPI with asyncpg on uvicorn beside a PostgreSQL of its own with our durable settings: what a user would write
 * instead. Not part of the product: used where {@code ../shared/peers/fastapi} and its Python packages are present.
 */
final class FastApiPeer implements AutoCloseable {
    private static final Path SCRIPT = Path.of("..", "shared", "peers", "fastapi", "run.sh");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final DataFolder data;
    private final LocalDatabase database;
    private final Process process;
    private final URI address;

    private FastApiPeer(Path folder, DataFolder data, LocalDatabase database, Process process, URI address) {
        this.folder = folder;
        this.data = data;
        this.database = database;
        this.process = process;
        this.address = address;
    }

    /** Null, after a line that says so, where it cannot run. */
    static @Nullable FastApiPeer start(Figures figures) throws Exception {
        if (!Files.isExecutable(SCRIPT) || !hasPackages()) {
            figures.line("  the peer FastAPI is not measured: " + SCRIPT + " or its Python packages are not here");
            return null;
        }
        Path folder = Files.createTempDirectory("counterfoil-peer");
        DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(data, DatabaseLayout.JOURNAL, line -> {});
        int port = FreePort.take();
        String url = database.url().replace("jdbc:postgresql://", "");
        Process process = new ProcessBuilder(
                        SCRIPT.toAbsolutePath().toString(),
                        Integer.toString(port),
                        "postgresql://" + database.ownerUser() + ":" + database.ownerPassword() + "@" + url)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("peer.log").toFile())
                .start();
        FastApiPeer peer = new FastApiPeer(folder, data, database, process, URI.create("http://127.0.0.1:" + port));
        peer.awaitStart();
        return peer;
    }

    private static boolean hasPackages() throws IOException, InterruptedException {
        Process check = new ProcessBuilder(
                        "/usr/bin/python3", "-c", "import fastapi, asyncpg, uvicorn, uvloop, httptools")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return check.waitFor() == 0;
    }

    private void awaitStart() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "the peer did not start:\n" + Files.readString(folder.resolve("peer.log")), notYet);
                }
            }
        }
    }

    URI address() {
        return address;
    }

    /** CPU time so far of the server and of its database. */
    long cpuNanos() throws IOException {
        return Processes.cpuNanos(process.toHandle()) + Processes.cpuNanos(Processes.postmasterOf(folder));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        database.stop();
        data.close();
        NodeProcess.delete(folder);
    }
}
