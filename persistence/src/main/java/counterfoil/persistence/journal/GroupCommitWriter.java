package counterfoil.persistence.journal;

import counterfoil.persistence.journal.JournalWriteFailed.Outcome;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.runtime.BoxedUnit;

/**
 * One thread that commits the writes of many entities together.
 *
 * <p>While one group is being committed the next one gathers in a bounded queue, so a group is as large as the load makes
 * it and nobody waits for a timer. A group is one statement in autocommit mode. When its data is at fault, nothing of it
 * is in the journal, and each write is tried again alone, so that only the faulty one fails; a write's own rows always
 * stay together. When the connection is lost nobody knows, and every write of the group fails as unknown. A write is
 * acknowledged only after its commit, and only while the node may still write: one that stood still meanwhile may have
 * lost its entities to others, who must not learn of the write later than whoever asked for it.
 */
final class GroupCommitWriter {

    /** Bytes of payload that may wait: memory for the queue has a bound whatever the size of events. */
    static final long MAX_QUEUED_BYTES = 64L << 20;

    /** Bytes of payload in one statement: a group of large events must not take longer than a statement may. */
    private static final long MAX_GROUP_BYTES = 4L << 20;

    private static final long STOP_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final Connections connections;
    private final BlockingQueue<Write> queue;
    private final int maxRows;
    private final BooleanSupplier mayWrite;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;

    /** One atomic write and the promise of its outcome. */
    private record Write(List<JournalPekkoSerializationRow> rows, long bytes, CompletableFuture<BoxedUnit> outcome) {}

    private GroupCommitWriter(
            String name, Connections connections, int maxQueued, int maxRows, BooleanSupplier mayWrite) {
        this.connections = connections;
        this.queue = new ArrayBlockingQueue<>(maxQueued);
        this.maxRows = maxRows;
        this.mayWrite = mayWrite;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::writeUntilStopped);
    }

    /**
     * Starts a writer.
     *
     * @param maxQueued writes that may wait
     * @param maxRows rows of one group; a single write may have more
     * @param mayWrite asked before each group, and before each acknowledgement
     */
    static GroupCommitWriter start(
            String name, Connections connections, int maxQueued, int maxRows, BooleanSupplier mayWrite) {
        GroupCommitWriter writer = new GroupCommitWriter(name, connections, maxQueued, maxRows, mayWrite);
        writer.thread.start();
        return writer;
    }

    /**
     * Takes rows that belong together; the future completes once they are committed, or fails with {@link
     * JournalWriteFailed}. Never blocks: when the queue is full the write is refused.
     */
    CompletableFuture<BoxedUnit> write(List<JournalPekkoSerializationRow> rows) {
        long bytes = rows.stream().mapToLong(row -> row.eventPayload().length).sum();
        Write write = new Write(rows, bytes, new CompletableFuture<>());
        boolean fits = queuedBytes.addAndGet(bytes) <= MAX_QUEUED_BYTES;
        if (stopped || !fits || !queue.offer(write)) {
            queuedBytes.addAndGet(-bytes);
            fail(
                    write,
                    Outcome.REFUSED,
                    stopped ? "the journal writer has stopped" : "the journal's queue is full",
                    null);
        } else if (stopped) {
            refuseQueued();
        }
        return write.outcome();
    }

    /** Ends the thread after the group it is committing and refuses what waits; returns within five seconds. */
    void stop() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilStopped() {
        List<Write> group = new ArrayList<>();
        @Nullable Write next = null;
        try {
            while (!stopped) {
                next = gather(next != null ? next : queue.take(), group);
                commit(group);
                group.clear();
            }
        } catch (InterruptedException stop) {
            LOG.debug("journal writer stops");
        } finally {
            stopped = true;
            if (next != null) {
                fail(next, Outcome.REFUSED, "the journal writer has stopped", null);
            }
            group.forEach(write -> fail(write, Outcome.UNKNOWN, "the journal writer has failed", null));
            refuseQueued();
        }
    }

    /** Fills the group from the queue and returns the write that no longer fits in it, if any. */
    private @Nullable Write gather(Write first, List<Write> group) {
        int rows = 0;
        long bytes = 0;
        for (@Nullable Write write = first; write != null; write = queue.poll()) {
            rows += write.rows().size();
            bytes += write.bytes();
            if (!group.isEmpty() && (rows > maxRows || bytes > MAX_GROUP_BYTES)) {
                return write;
            }
            group.add(write);
        }
        return null;
    }

    private void commit(List<Write> group) {
        long bytes = group.stream().mapToLong(Write::bytes).sum();
        if (!mayWrite.getAsBoolean()) {
            queuedBytes.addAndGet(-bytes);
            group.forEach(write -> fail(write, Outcome.NOT_WRITTEN, "this node may not write now", null));
            return;
        }
        try (Connection connection = connections.open()) {
            commit(connection, group);
        } catch (SQLException failure) {
            // Only opening and closing get here; a write that is committed or failed by now stays so.
            group.forEach(write -> fail(write, Outcome.NOT_WRITTEN, "no connection to the database", failure));
        } catch (RuntimeException failure) {
            LOG.error("group of {} writes failed", group.size(), failure);
            group.forEach(write -> fail(write, Outcome.UNKNOWN, "the journal writer has failed", failure));
        } finally {
            queuedBytes.addAndGet(-bytes);
        }
    }

    private void commit(Connection connection, List<Write> group) {
        List<JournalPekkoSerializationRow> rows =
                group.stream().flatMap(write -> write.rows().stream()).toList();
        try {
            JournalInsert.run(connection, rows);
            acknowledge(group);
        } catch (SQLException failure) {
            if (group.size() > 1 && JournalInsert.isDataError(failure)) {
                commitSingly(connection, group);
            } else {
                failTogether(group, JournalInsert.outcome(failure), failure);
            }
        }
    }

    private void commitSingly(Connection connection, List<Write> group) {
        for (int i = 0; i < group.size(); i++) {
            Write write = group.get(i);
            try {
                JournalInsert.run(connection, write.rows());
                acknowledge(List.of(write));
            } catch (SQLException failure) {
                Outcome outcome = JournalInsert.outcome(failure);
                failTogether(List.of(write), outcome, failure);
                if (outcome == Outcome.UNKNOWN) {
                    failTogether(group.subList(i + 1, group.size()), Outcome.NOT_WRITTEN, failure);
                    return;
                }
            }
        }
    }

    private void acknowledge(List<Write> committed) {
        if (mayWrite.getAsBoolean()) {
            committed.forEach(write -> write.outcome().complete(BoxedUnit.UNIT));
        } else {
            committed.forEach(write -> fail(write, Outcome.UNKNOWN, "this node may not acknowledge now", null));
        }
    }

    private static void failTogether(List<Write> writes, Outcome outcome, SQLException failure) {
        String reason = DatabaseProblem.firstLine(failure);
        writes.forEach(write -> fail(write, outcome, reason, failure));
    }

    private void refuseQueued() {
        for (@Nullable Write write = queue.poll(); write != null; write = queue.poll()) {
            queuedBytes.addAndGet(-write.bytes());
            fail(write, Outcome.REFUSED, "the journal writer has stopped", null);
        }
    }

    private static void fail(Write write, Outcome outcome, String reason, @Nullable Throwable cause) {
        JournalPekkoSerializationRow first = write.rows().getFirst();
        String message = "%s/%d: %s".formatted(first.persistenceId(), first.sequenceNumber(), reason);
        write.outcome().completeExceptionally(new JournalWriteFailed(outcome, message, cause));
    }
}
