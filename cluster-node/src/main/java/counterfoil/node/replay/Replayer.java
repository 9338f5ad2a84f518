package counterfoil.node.replay;

import counterfoil.persistence.query.Connections;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Replays on a few threads of its own, with a bounded queue before them and a bounded number of states kept to start
 * from. A question about a past state is answered on the thread that replayed it, so no state leaves its thread.
 */
public final class Replayer implements AutoCloseable {
    private final Replay replay;
    private final WorkQueue queue;
    private final PastStates states;

    /** Starts the threads. */
    public Replayer(Connections connections, ReplaySettings settings) {
        this.replay = new Replay(connections);
        this.queue = new WorkQueue(settings.queue());
        this.states = new PastStates(settings.cache());
        for (int i = 1; i <= settings.workers(); i++) {
            Thread.ofPlatform().daemon().name("replay-" + i).start(this::work);
        }
    }

    /**
     * What a function makes of an entity as it was known at an instant; it runs on a thread of this replayer and must
     * not wait.
     *
     * @param start where the replay begins
     * @param untilNanos reading of {@link System#nanoTime()} at which time is up
     * @return fails with {@link ReplayRefused}, {@link counterfoil.persistence.journal.JournalUnreadable}, {@link
     *     java.sql.SQLException}, or with what the function throws
     */
    public <S, R> CompletionStage<R> ask(
            EntityKind<S> kind,
            String entityId,
            Instant knownAt,
            Replay.Start start,
            long untilNanos,
            Function<Past<S>, R> question) {
        return read(
                Replay.persistenceId(kind, entityId),
                () -> question.apply(replay(kind, entityId, knownAt, start, untilNanos)));
    }

    private <S> Past<S> replay(
            EntityKind<S> kind, String entityId, Instant knownAt, Replay.Start start, long untilNanos)
            throws SQLException {
        boolean[] isWhole = {true};
        Past<S> past = replay.onward(
                kind,
                entityId,
                startOf(kind, entityId, knownAt, start),
                knownAt,
                () -> isWhole[0] = System.nanoTime() - untilNanos < 0);
        states.keep(kind, entityId, past);
        if (!isWhole[0]) {
            throw new ReplayRefused(ReplayRefused.Why.TIME_UP);
        }
        return past;
    }

    private <S> Past<S> startOf(EntityKind<S> kind, String entityId, Instant knownAt, Replay.Start start)
            throws SQLException {
        Past<S> none = Past.before(kind.empty());
        return switch (start) {
            case EVENTS -> none;
            case SNAPSHOT -> replay.snapshotBefore(kind, entityId, knownAt).orElse(none);
            case KEPT -> {
                Past<S> kept = states.newestBy(kind, entityId, knownAt);
                yield kept.exists()
                        ? kept
                        : replay.snapshotBefore(kind, entityId, knownAt).orElse(none);
            }
        };
    }

    /** A read of the database, in the same queue and on the same threads. */
    @FunctionalInterface
    public interface Reading<R> {
        /** Reads. */
        R read() throws SQLException;
    }

    /** What a read of one entity's rows gives; fails as {@link #ask} does. */
    public <R> CompletionStage<R> read(String persistenceId, Reading<R> reading) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        WorkQueue.Work work = new WorkQueue.Work(
                persistenceId,
                () -> {
                    try {
                        answer.complete(reading.read());
                    } catch (SQLException away) {
                        answer.completeExceptionally(away);
                    }
                },
                answer::completeExceptionally);
        if (!queue.offer(work)) {
            answer.completeExceptionally(new ReplayRefused(ReplayRefused.Why.BUSY));
        }
        return answer;
    }

    /** The top of a thread. */
    private void work() {
        try {
            for (WorkQueue.Work work = queue.take(); work != null; work = queue.take()) {
                try {
                    work.run().run();
                } catch (Throwable failure) {
                    work.fail().accept(failure);
                } finally {
                    queue.done(work);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads; what waits fails, what is being replayed is finished. */
    @Override
    public void close() {
        queue.close();
    }
}
