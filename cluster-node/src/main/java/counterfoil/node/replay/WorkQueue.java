package counterfoil.node.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits, in the order of arrival, except that no two pieces for one entity are done at the same time: states
 * of one entity share memory to which replaying adds.
 */
final class WorkQueue {
    private final int limit;
    private final List<Work> waiting = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private boolean closed;

    /** Something to do for one entity; {@code fail} hears why when it is not done, or breaks. */
    record Work(String persistenceId, Runnable run, Consumer<Throwable> fail) {}

    WorkQueue(int limit) {
        this.limit = limit;
    }

    /** Adds work; false when as much waits as may, or when the queue is closed. */
    synchronized boolean offer(Work work) {
        if (closed || waiting.size() >= limit) {
            return false;
        }
        waiting.add(work);
        notifyAll();
        return true;
    }

    /** The next piece of work, for which {@link #done} is called later; null when the queue is closed. */
    synchronized @Nullable Work take() throws InterruptedException {
        while (!closed) {
            for (Iterator<Work> each = waiting.iterator(); each.hasNext(); ) {
                Work work = each.next();
                if (busy.add(work.persistenceId)) {
                    each.remove();
                    return work;
                }
            }
            wait();
        }
        return null;
    }

    synchronized void done(Work work) {
        busy.remove(work.persistenceId);
        notifyAll();
    }

    /** Ends waiting; what has not begun is dropped. */
    void close() {
        List<Work> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            notifyAll();
        }
        left.forEach(work -> work.fail.accept(new ReplayRefused(ReplayRefused.Why.CLOSED)));
    }
}
