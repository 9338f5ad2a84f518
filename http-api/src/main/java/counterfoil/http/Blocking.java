package counterfoil.http;

import counterfoil.persistence.query.DatabaseQuestion;
import counterfoil.persistence.query.LogUnreadable;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * Reads that wait for the database, on threads that may wait. At most {@value #MOST} are under way or waiting for a thread;
 * more are refused, because their clients would not wait that long.
 */
public final class Blocking {
    private static final int MOST = 200;

    private final Executor threads;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Uses the system's dispatcher for blocking calls. */
    public Blocking(ActorSystem<?> system) {
        this.threads = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    /**
     * What a read finds; fails with a 503 {@link Problem.Refused} when the database or the time is gone, and with a
     * {@link Problem.Refused} that the read itself throws.
     */
    public <T> CompletionStage<T> read(Deadline deadline, DatabaseQuestion<T> read) {
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(Problems.deadlineExceeded().refuse());
        }
        return read.askOn(threads)
                .whenComplete((found, failure) -> underWay.decrementAndGet())
                .orTimeout(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof SQLException || cause instanceof LogUnreadable) {
            return Problems.databaseUnavailable().refuse();
        }
        return cause instanceof TimeoutException ? Problems.deadlineExceeded().refuse() : cause;
    }
}
