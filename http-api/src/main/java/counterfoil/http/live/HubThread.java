package counterfoil.http.live;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the hub, which does what is due. */
final class HubThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubThread.class);

    private final ScheduledThreadPoolExecutor executor;

    HubThread() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "counterfoil-live-hub");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something after a time; nothing any more once the node ends. */
    void after(Duration time, Runnable work) {
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> guarded(work), time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("the hub has ended");
        }
    }

    /** The top of the thread: a fault in one piece of work must not end the rest. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.error("the live hub failed at a piece of work", fault);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
