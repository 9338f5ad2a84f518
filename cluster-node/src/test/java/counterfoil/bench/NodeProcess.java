package counterfoil.bench;

import counterfoil.node.OwnedDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real node in a JVM of its own with an embedded database in a folder of its own; both are gone afterwards. */
final class NodeProcess implements AutoCloseable {
    static final String TOKEN = "benchmark-benchmark-benchmark-benchmark";

    private final Path dataDir;
    private final Process process;
    private final URI address;
    private final long startNanos;

    private NodeProcess(Path dataDir, Process process, URI address, long startNanos) {
        this.dataDir = dataDir;
        this.process = process;
        this.address = address;
        this.startNanos = startNanos;
    }

    /** A node with an embedded database of its own. */
    static NodeProcess start() throws IOException {
        return start(Map.of());
    }

    /** A node that uses the embedded database of another one, and so meets it. */
    static NodeProcess beside(NodeProcess owner) throws IOException {
        return start(OwnedDatabases.variables(owner.dataDir()));
    }

    private static NodeProcess start(Map<String, String> variables) throws IOException {
        Path dataDir = Files.createTempDirectory("counterfoil-bench");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism="
                        + Math.max(2, Runtime.getRuntime().availableProcessors()),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "counterfoil.node.Main",
                "node",
                "--data-dir",
                dataDir.resolve("data").toString(),
                "--http-port",
                "0",
                "--cluster-port",
                "0"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("COUNTERFOIL_ADMIN_TOKEN", TOKEN);
        builder.environment().put("COUNTERFOIL_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        builder.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        builder.environment().putAll(variables);
        builder.redirectError(dataDir.resolve("errors.log").toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                drain(out);
                return new NodeProcess(
                        dataDir,
                        process,
                        URI.create(line.substring("ready ".length()).strip()),
                        System.nanoTime() - begin);
            }
        }
        String errors = Files.readString(dataDir.resolve("errors.log"));
        delete(dataDir);
        throw new IOException("the node did not start:\n" + errors);
    }

    /** Nobody reads what the node says later, and a full pipe would stop it. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "node-output");
        reader.setDaemon(true);
        reader.start();
    }

    URI address() {
        return address;
    }

    /** From the start of the process to its line {@code ready}. */
    long startNanos() {
        return startNanos;
    }

    /** CPU time so far of the node alone. */
    long ownCpuNanos() throws IOException {
        return Processes.cpuNanos(process.toHandle());
    }

    /** CPU time so far of the node and, whoever started it, of its database. */
    long cpuNanos() throws IOException {
        ProcessHandle postmaster = Processes.postmasterOf(dataDir);
        boolean isChild = process.descendants().anyMatch(postmaster::equals);
        return Processes.cpuNanos(process.toHandle()) + (isChild ? 0 : Processes.cpuNanos(postmaster));
    }

    Path dataDir() {
        return dataDir.resolve("data");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        delete(dataDir);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
