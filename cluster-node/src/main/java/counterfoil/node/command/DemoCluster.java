package counterfoil.node.command;

import counterfoil.node.Ports;
import counterfoil.node.SharedDatabases;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.demo.ChildNodes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A demo of several nodes: this process owns the databases, and each node is a process of its own that finds the others
 * through them.
 */
final class DemoCluster implements AutoCloseable {
    private final NodeConfig config;
    private final @Nullable Path file;
    private final int count;
    private final Consumer<String> news;

    private @Nullable SharedDatabases databases;
    private @Nullable ChildNodes nodes;
    private boolean isClosed;

    /**
     * A demo that has not started.
     *
     * @param config settings of the first node; the others listen at the ports after its
     * @param file the operator's file of settings, for what concerns libraries; null when there is none
     */
    DemoCluster(NodeConfig config, @Nullable Path file, int count, Consumer<String> news) {
        this.config = config;
        this.file = file;
        this.count = count;
        this.news = news;
    }

    /** Starts everything; the addresses of the nodes, by number. A failure leaves to {@link #close} what had started. */
    List<URI> start() {
        ChildNodes starting = opened(SharedDatabases.open(config, news));
        // Only now is it certain that no other demo runs in this folder.
        starting.endLeftOvers();
        for (int number = 1; number <= count; number++) {
            Ports.requireFree(config.http().host(), portOf(config.http().port(), number), "HTTP", "--http-port");
            Ports.requireFree(
                    config.cluster().host(), portOf(config.cluster().port(), number), "cluster", "--cluster-port");
        }
        return starting.start();
    }

    /** A signal may close this at any moment, so what starts is kept, or ended at once, in one step. */
    private synchronized ChildNodes opened(SharedDatabases opened) {
        databases = opened;
        if (isClosed) {
            opened.close();
            throw new CommandFailed("stopped while it started");
        }
        Path folder = config.dataDir().toAbsolutePath().normalize().resolve("nodes");
        nodes = new ChildNodes(count, number -> arguments(opened, folder, number), folder, news);
        return nodes;
    }

    private List<String> arguments(SharedDatabases opened, Path folder, int number) {
        Map<String, String> own = new HashMap<>(opened.settings());
        own.put("counterfoil.data-dir", folder.resolve("node-" + number).toString());
        own.put("counterfoil.http.port", String.valueOf(portOf(config.http().port(), number)));
        own.put(
                "counterfoil.cluster.port",
                String.valueOf(portOf(config.cluster().port(), number)));
        own.put(
                "counterfoil.metrics.port",
                String.valueOf(portOf(config.metrics().port(), number)));
        // One folder for all: on one machine only the node that seals writes heads, and every node must see erasures.
        own.put(
                "counterfoil.seal.heads-dir",
                config.seal().headsDir().toAbsolutePath().normalize().toString());
        Path settings = folder.resolve("node-" + number + ".conf");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(settings);
            SecretFile.write(settings, config.settings().asFile(file, own));
        } catch (IOException e) {
            throw new CommandFailed("cannot write " + settings + ": " + e.getMessage(), e);
        }
        return List.of("--config", settings.toString());
    }

    /** 0 stays 0: any free port. */
    private static int portOf(int first, int number) {
        return first == 0 ? 0 : first + number - 1;
    }

    synchronized ChildNodes nodes() {
        ChildNodes running = nodes;
        if (running == null) {
            throw new IllegalStateException("the demo has not started");
        }
        return running;
    }

    /** Ends the nodes, then the databases; closing twice does nothing. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (nodes != null) {
            nodes.close();
        }
        if (databases != null) {
            databases.close();
        }
    }
}
