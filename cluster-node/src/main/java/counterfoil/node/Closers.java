package counterfoil.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be ended when a node ends, in the reverse order of its start. May be closed at any time, also by a signal in
 * the middle of the start: what is added later is then ended at once.
 */
final class Closers {
    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    private final Deque<Closer> closers = new ArrayDeque<>();
    private boolean closed;

    /** How to end one thing. */
    @FunctionalInterface
    interface Closer {
        void close() throws IOException;
    }

    /** Adds what ends first of all so far. */
    void add(Closer closer) {
        synchronized (this) {
            if (!closed) {
                closers.push(closer);
                return;
            }
        }
        run(closer);
    }

    /** Ends everything; a second caller waits for the first and then does nothing. */
    synchronized void close() {
        closed = true;
        while (!closers.isEmpty()) {
            run(closers.pop());
        }
    }

    private static void run(Closer closer) {
        try {
            closer.close();
        } catch (IOException | RuntimeException e) {
            // The rest must still be ended, so this is the top of the shutdown.
            LOG.warn("could not be ended: {}", e.getMessage());
        }
    }
}
