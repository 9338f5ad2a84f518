package counterfoil.node.demo;

import counterfoil.node.StartProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The nodes of a demo. One that is killed stays down until it is started again, so that its absence can be watched; one
 * that ends by itself, as a node does whose cluster has parted with it, is started again at once, as a supervisor would.
 */
public final class ChildNodes implements AutoCloseable {
    /** Most nodes of a demo; each takes a JVM. */
    public static final int MOST = 7;

    private static final Duration READY = Duration.ofMinutes(2);
    private static final int SIGNALLED = 128;
    private static final int LAST_WORDS = 5;
    private static final int MOST_RESTARTS = 5;

    private final List<ChildNode> nodes;
    private final Consumer<String> news;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();

    /**
     * Nodes that have not started.
     *
     * @param count how many, 2 to {@link #MOST}
     * @param arguments what follows {@code counterfoil node} on the command line of a node, by its number from 1
     * @param folder for logs and process ids; exists
     * @param news told in lines what happens
     */
    public ChildNodes(int count, IntFunction<List<String>> arguments, Path folder, Consumer<String> news) {
        if (count < 2 || count > MOST) {
            throw new IllegalArgumentException("2 to " + MOST + " nodes, not " + count);
        }
        this.news = news;
        List<ChildNode> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<String> command = new ArrayList<>(NodeJava.command(number == 1));
            command.addAll(arguments.apply(number));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERFOIL_"));
            all.add(new ChildNode(number, builder, folder));
        }
        nodes = List.copyOf(all);
    }

    /**
     * Starts all and waits until they serve.
     *
     * @return their addresses, by number
     * @throws StartProblem if one does not; the others run
     */
    public List<URI> start() {
        List<CompletableFuture<URI>> serving = nodes.stream().map(this::begin).toList();
        List<URI> addresses = new ArrayList<>();
        for (ChildNode node : nodes) {
            addresses.add(awaitReady(node, serving.get(node.number() - 1)));
        }
        return addresses;
    }

    /** Ends what an earlier demo of this folder left running because it was killed itself. */
    public void endLeftOvers() {
        try {
            for (ChildNode node : nodes) {
                if (node.endLeftOver()) {
                    news.accept("ended a node " + node.number() + " that an earlier demo left running");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<URI> begin(ChildNode node) {
        try {
            CompletableFuture<URI> serving = node.start();
            watch(node, 0);
            return serving;
        } catch (IOException e) {
            throw new StartProblem("node " + node.number() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private URI awaitReady(ChildNode node, CompletableFuture<URI> serving) {
        try {
            URI address = serving.orTimeout(READY.toSeconds(), TimeUnit.SECONDS).join();
            news.accept("node " + node.number() + " serves at " + address + ", process " + node.pid());
            return address;
        } catch (CompletionException e) {
            throw new StartProblem("node " + node.number() + " did not start: " + lastWords(node), e);
        }
    }

    private static String lastWords(ChildNode node) {
        try {
            return String.join(" ", node.lastWords(LAST_WORDS)) + " (" + node.log() + ")";
        } catch (IOException e) {
            return "see " + node.log();
        }
    }

    private void watch(ChildNode node, int restarts) {
        var unused = node.end().thenAccept(code -> ended(node, code, restarts));
    }

    private void ended(ChildNode node, int code, int restarts) {
        if (closing.isDone()) {
            return;
        }
        String start = "`start " + node.number() + "` starts it again.";
        if (node.isEndingAsked()) {
            news.accept("node " + node.number() + " has ended. " + start);
        } else if (code > SIGNALLED) {
            news.accept("node " + node.number() + " was ended by signal " + (code - SIGNALLED) + ". " + start);
        } else if (restarts < MOST_RESTARTS) {
            news.accept("node " + node.number() + " ended by itself (" + lastWords(node) + "); it is started again");
            restart(node, restarts + 1);
        } else {
            news.accept("node " + node.number() + " keeps ending: " + lastWords(node) + ". " + start);
        }
    }

    private void restart(ChildNode node, int restarts) {
        try {
            tellWhenReady(node, node.start());
            watch(node, restarts);
        } catch (IOException e) {
            news.accept("node " + node.number() + " cannot be started: " + e.getMessage());
        }
    }

    private void tellWhenReady(ChildNode node, CompletableFuture<URI> serving) {
        var unused = serving.thenAccept(address ->
                news.accept("node " + node.number() + " serves again at " + address + ", process " + node.pid()));
    }

    /** Kills a node as {@code kill -9} does. */
    public void kill(int number) {
        node(number).ifPresent(node -> {
            if (requireAlive(node)) {
                node.kill();
            }
        });
    }

    /** Lets a node leave in good order. */
    public void stop(int number) {
        node(number).ifPresent(node -> {
            if (requireAlive(node)) {
                node.stop();
            }
        });
    }

    /** Starts a node that has ended. */
    public void start(int number) {
        node(number).ifPresent(node -> {
            if (node.isAlive()) {
                news.accept("node " + number + " runs, process " + node.pid());
            } else {
                news.accept("node " + number + " starts");
                restart(node, 0);
            }
        });
    }

    private boolean requireAlive(ChildNode node) {
        if (!node.isAlive()) {
            news.accept("node " + node.number() + " does not run; `start " + node.number() + "` starts it");
        }
        return node.isAlive();
    }

    private Optional<ChildNode> node(int number) {
        if (number < 1 || number > nodes.size()) {
            news.accept("there is no node " + number + ", only 1 to " + nodes.size());
            return Optional.empty();
        }
        return Optional.of(nodes.get(number - 1));
    }

    /** A line for each node: whether it runs, where, and its log. */
    public List<String> status() {
        return nodes.stream()
                .map(node -> {
                    URI address = node.address();
                    String state = !node.isAlive() ? "ended" : address == null ? "starts" : "serves at " + address;
                    String process = node.isAlive() ? ", process " + node.pid() : "";
                    return "node " + node.number() + "  " + state + process + ", log " + node.log();
                })
                .toList();
    }

    /** Waits until {@link #close} begins. */
    public void awaitClosing() {
        closing.join();
    }

    /** Ends all nodes in good order and waits; one after the other would hand every entity on, so all at once. */
    @Override
    public void close() {
        closing.complete(null);
        nodes.forEach(ChildNode::stop);
        nodes.forEach(ChildNode::awaitEnd);
    }
}
