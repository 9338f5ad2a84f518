package counterfoil.chaos;

import counterfoil.node.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One node in a JVM of its own, always at the same addresses, that can be ended in every way and started again. */
final class ChaosNode {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The bytes 0 to 31. */
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(60);

    private final Place place;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> variables;
    private volatile @Nullable Process process;
    private CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile boolean wanted;
    private volatile long launchedAt;

    /**
     * Where a node runs.
     *
     * @param name how reports call it
     * @param host address of HTTP and cluster
     * @param prefix words before the command, such as those that enter a network namespace
     */
    record Place(String name, String host, int httpPort, int clusterPort, List<String> prefix) {
        Place {
            prefix = List.copyOf(prefix);
        }

        String cluster() {
            return host + ":" + clusterPort;
        }
    }

    /**
     * A node that is not started yet.
     *
     * @param folder for its files and its log
     * @param options of the command {@code node} beyond its addresses
     */
    ChaosNode(Place place, Path folder, List<String> options, Map<String, String> variables) {
        this.place = place;
        this.folder = folder;
        this.options = List.copyOf(options);
        this.variables = Map.copyOf(variables);
    }

    String name() {
        return place.name();
    }

    Place place() {
        return place;
    }

    URI api() {
        return URI.create("http://" + place.host() + ":" + place.httpPort() + "/api/v1");
    }

    /** Starts the process; {@link #awaitReady} tells when it serves. */
    void launch() throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(place.prefix());
        command.addAll(ChildJava.commandLine(Chaos.heap(), Chaos.tier()));
        command.add("node");
        command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        command.addAll(List.of("--http-host", place.host(), "--http-port", "" + place.httpPort()));
        command.addAll(List.of("--cluster-host", place.host(), "--cluster-port", "" + place.clusterPort()));
        command.addAll(options);
        ProcessBuilder builder = ChildJava.process(command);
        builder.environment().put("COUNTERFOIL_ADMIN_TOKEN", TOKEN);
        builder.environment().put("COUNTERFOIL_MASTER_KEY", MASTER_KEY);
        builder.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        builder.environment().put("COUNTERFOIL_LOG_LEVEL", "warn");
        builder.environment().put("COUNTERFOIL_LOG_FORMAT", "text");
        builder.environment().putAll(variables);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Process started = builder.start();
        CompletableFuture<String> becomes = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("out-" + name())
                .start(() -> listen(started, folder.resolve("node.out"), becomes));
        ready = becomes;
        process = started;
        wanted = true;
        launchedAt = System.nanoTime();
    }

    /** When its process was last started. */
    long launchedAt() {
        return launchedAt;
    }

    /** Completes at the line {@code ready}, and keeps what else the process prints, such as its threads. */
    private static void listen(Process process, Path file, CompletableFuture<String> ready) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                Writer kept = Files.newBufferedWriter(file)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                kept.write(line + "\n");
                kept.flush();
                if (line.startsWith("ready ")) {
                    ready.complete(line);
                }
            }
        } catch (IOException ended) {
            ready.completeExceptionally(ended);
        }
        ready.completeExceptionally(new IOException("it ended before it was ready"));
    }

    /** Has a process that hangs write where its threads are to {@code node.out}. */
    void tellThreads() {
        try {
            signal("QUIT");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        } catch (IOException gone) {
            System.err.println(name() + ": " + gone);
        }
    }

    /** Waits until the node serves; what it logged is part of the failure. */
    void awaitReady() throws IOException {
        try {
            ready.orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
        } catch (java.util.concurrent.CompletionException failed) {
            throw new IOException(name() + " did not start: " + failed.getCause() + "\n" + lastLines(60), failed);
        }
    }

    boolean isReady() {
        return isAlive() && ready.isDone() && !ready.isCompletedExceptionally();
    }

    boolean isAlive() {
        Process started = process;
        return started != null && started.isAlive();
    }

    /** Like {@code kill -9}; the process is gone on return. */
    void kill() {
        wanted = false;
        Process living = running();
        living.descendants().forEach(ProcessHandle::destroyForcibly);
        living.destroyForcibly().onExit().join();
    }

    /** Like {@code kill}; {@link #awaitEnd} tells when it is gone. */
    void terminate() {
        wanted = false;
        running().destroy();
    }

    /** Waits for the end of a node that was told to end; one that does not is killed, and that is a failure. */
    void awaitEnd() {
        Process living = running();
        try {
            if (!living.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError(name() + " did not end within " + END + "\n" + lastLines(60));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Stops the process where it stands, as {@code SIGSTOP} does. */
    void pause() throws IOException {
        signal("STOP");
    }

    /** Lets it go on. */
    void wake() throws IOException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid())).start();
        int code = kill.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("kill -" + signal + " ended with " + code);
        }
    }

    /** Whatever its condition, it is gone on return. */
    void destroy() {
        wanted = false;
        if (isAlive()) {
            kill();
        }
    }

    /** Whether it was started and has ended although nobody told it to. */
    boolean hasEndedByItself() {
        return wanted && !isAlive();
    }

    private Process running() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return started;
    }

    Path log() {
        return folder.resolve("node.log");
    }

    /** The end of its log, for a failure. */
    String lastLines(int number) {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return "---- log of " + name() + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - number), lines.size()));
        } catch (IOException unreadable) {
            return "no log of " + name() + ": " + unreadable;
        }
    }
}
