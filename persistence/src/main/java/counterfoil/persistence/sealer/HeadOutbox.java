package counterfoil.persistence.sealer;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands heads to a sink on a thread of its own; holds one, the newest, and tries again while it fails. */
final class HeadOutbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadOutbox.class);

    private final HeadSink sink;
    private final Duration afterFailure;
    private final Thread thread;
    private @Nullable PublishedHead waiting;
    private boolean closed;
    private boolean fails;

    private HeadOutbox(HeadSink sink, Duration afterFailure) {
        this.sink = sink;
        this.afterFailure = afterFailure;
        thread = Thread.ofPlatform().daemon().name("head-sink").unstarted(this::work);
    }

    /** Starts; waits for {@code afterFailure} before it tries again. */
    static HeadOutbox start(HeadSink sink, Duration afterFailure) {
        HeadOutbox outbox = new HeadOutbox(sink, afterFailure);
        outbox.thread.start();
        return outbox;
    }

    /** Takes the place of the head that waits, if one does. */
    synchronized void offer(PublishedHead head) {
        waiting = head;
        notifyAll();
    }

    private void work() {
        try {
            for (PublishedHead head = next(); head != null; head = next()) {
                keep(head);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable PublishedHead next() throws InterruptedException {
        while (waiting == null && !closed) {
            wait();
        }
        PublishedHead head = waiting;
        waiting = null;
        return closed ? null : head;
    }

    private void keep(PublishedHead head) throws InterruptedException {
        try {
            sink.keep(head);
            if (fails) {
                LOG.info("heads reach {} again", sink.name());
            }
            fails = false;
        } catch (IOException e) {
            if (!fails) {
                LOG.error("heads do not reach {}: {}", sink.name(), e.toString());
            }
            fails = true;
            putBack(head);
            Thread.sleep(afterFailure);
        }
    }

    private synchronized void putBack(PublishedHead head) {
        if (waiting == null) {
            waiting = head;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        thread.interrupt();
    }
}
