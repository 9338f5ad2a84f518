package counterfoil.node.command;

import counterfoil.node.Ending;
import counterfoil.node.Node;
import counterfoil.node.config.NodeConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/** A node that runs until the process is told to end, by Ctrl-C or SIGTERM, or until its cluster parts with it. */
final class Foreground {
    private static final int TOO_SMALL = 2;

    private final Node node;

    private Foreground(Node node) {
        this.node = node;
    }

    /** Starts the node; from the first moment on a signal ends it in good order. */
    static Foreground of(NodeConfig config) {
        Node node = new Node(config, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "shutdown"));
        return new Foreground(node);
    }

    Optional<URI> start(Consumer<String> progress) {
        if (ForkJoinPool.getCommonPoolParallelism() < TOO_SMALL) {
            progress.accept("warning: the common pool has one thread, which is slow on Java below 25; start with"
                    + " -Djava.util.concurrent.ForkJoinPool.common.parallelism=2 as the launcher does");
        }
        return node.start(progress);
    }

    /**
     * Waits for the end and returns the exit code: 3 when the cluster went on without this node, so that starting it again
     * helps; 0 when it left its cluster as it was asked to; 1 for any other end.
     */
    int await(PrintWriter err) {
        Ending ending = node.awaitEnd();
        if (ending.kind() != Ending.Kind.STOPPED) {
            err.println("counterfoil: " + ending.line());
        }
        // During a shutdown that a signal began this call waits for it, and the signal decides the exit code.
        node.stop();
        return switch (ending.kind()) {
            case PARTED -> CommandLines.PARTED;
            case LEFT -> 0;
            case STOPPED, FAILED -> CommandLines.NOT_DONE;
        };
    }
}
