package counterfoil.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One node in a process of its own, which may be killed and started again. What it logs goes to a file; its process id is
 * kept in another, so that a later demo can end what an earlier one left running.
 */
final class ChildNode {
    private static final long END_SECONDS = 45;

    private final int number;
    private final ProcessBuilder builder;
    private final Path log;
    private final Path processId;

    private @Nullable Process process;
    private CompletableFuture<URI> ready = new CompletableFuture<>();
    private boolean isEndingAsked;

    /**
     * A node that has not started.
     *
     * @param number how a person calls it
     * @param builder starts it; must not redirect its output
     * @param folder where its log and its process id are kept
     */
    ChildNode(int number, ProcessBuilder builder, Path folder) {
        this.number = number;
        this.builder = builder;
        this.log = folder.resolve("node-" + number + ".log");
        this.processId = folder.resolve("node-" + number + ".pid");
    }

    int number() {
        return number;
    }

    Path log() {
        return log;
    }

    /** Ends what an earlier demo left running under this number; whether there was something. */
    boolean endLeftOver() throws IOException {
        if (!Files.exists(processId)) {
            return false;
        }
        String written = Files.readString(processId).strip();
        Files.delete(processId);
        String number = written.split(" ", -1)[0];
        ProcessHandle left = number.matches("[0-9]{1,10}")
                ? ProcessHandle.of(Long.parseLong(number)).orElse(null)
                : null;
        if (left == null || !written.equals(identityOf(left))) {
            return false;
        }
        left.destroy();
        left.onExit()
                .completeOnTimeout(left, END_SECONDS, TimeUnit.SECONDS)
                .thenAccept(ProcessHandle::destroyForcibly)
                .join();
        return true;
    }

    /** Number and start of a process: the number alone may have gone to another program since. */
    private static String identityOf(ProcessHandle handle) {
        return handle.pid() + " " + handle.info().startInstant().orElse(Instant.EPOCH);
    }

    /**
     * Starts it.
     *
     * @return completed with its address when it serves; fails when it ends before
     * @throws IllegalStateException if it runs
     */
    synchronized CompletableFuture<URI> start() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException("node " + number + " runs");
        }
        isEndingAsked = false;
        CompletableFuture<URI> serving = new CompletableFuture<>();
        ready = serving;
        Process started = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Files.writeString(processId, identityOf(started.toHandle()) + "\n");
        Thread.ofPlatform().daemon().name("node-" + number + "-output").start(() -> listen(started, serving));
        return serving;
    }

    /** Reads what it prints to the end, since a full pipe would stop it. */
    private static void listen(Process started, CompletableFuture<URI> serving) {
        try (BufferedReader out = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("ready ")) {
                    serving.complete(
                            URI.create(line.substring("ready ".length()).strip()));
                } else if (line.equals("ready")) {
                    serving.completeExceptionally(new IllegalStateException("it serves no HTTP"));
                }
            }
            serving.completeExceptionally(new IllegalStateException("it ended before it served"));
        } catch (IOException e) {
            serving.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** Its address; null while it does not serve. */
    synchronized @Nullable URI address() {
        return isAlive() && ready.isDone() && !ready.isCompletedExceptionally() ? ready.join() : null;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Process id of the run that is on, or was last; 0 before the first. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Completed with the exit code when the run that is on ends. */
    synchronized CompletableFuture<Integer> end() {
        return process == null ? new CompletableFuture<>() : process.onExit().thenApply(Process::exitValue);
    }

    /** Whether {@link #kill} or {@link #stop} ended, or is to end, the last run. */
    synchronized boolean isEndingAsked() {
        return isEndingAsked;
    }

    /** Kills it as {@code kill -9} does: it has no chance to say anything to anybody. */
    synchronized void kill() {
        if (process != null) {
            isEndingAsked = true;
            process.destroyForcibly();
        }
    }

    /** Tells it to end in good order, and returns at once. */
    synchronized void stop() {
        if (process != null) {
            isEndingAsked = true;
            process.destroy();
        }
    }

    /** Waits until it has ended; one that takes too long is killed. */
    void awaitEnd() {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running == null) {
            return;
        }
        running.onExit()
                .completeOnTimeout(running, END_SECONDS, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
        try {
            Files.deleteIfExists(processId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its log. */
    List<String> lastWords(int lines) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        List<String> all = Files.readAllLines(log);
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
