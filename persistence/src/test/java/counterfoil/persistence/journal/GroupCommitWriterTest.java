package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.journal.JournalWriteFailed.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.runtime.BoxedUnit;

final class GroupCommitWriterTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aFullQueueRefusesWithoutWaiting() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch away = new CountDownLatch(1);
        GroupCommitWriter writer =
                GroupCommitWriter.start("full", () -> unavailable(opening, away), 3, 1_000, () -> true);
        List<CompletableFuture<BoxedUnit>> writes = new ArrayList<>();
        writes.add(writer.write(rows(10)));
        assertThat(opening.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            writes.add(writer.write(rows(10)));
        }
        assertThat(outcome(writer.write(rows(10)), Duration.ZERO)).isEqualTo(Outcome.REFUSED);
        away.countDown();
        for (CompletableFuture<BoxedUnit> write : writes) {
            assertThat(outcome(write, LIMIT)).isEqualTo(Outcome.NOT_WRITTEN);
        }
        writer.stop();
    }

    @Test
    void moreBytesThanMayWaitAreRefused() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch away = new CountDownLatch(1);
        GroupCommitWriter writer =
                GroupCommitWriter.start("bytes", () -> unavailable(opening, away), 100, 1_000, () -> true);
        int half = (int) (GroupCommitWriter.MAX_QUEUED_BYTES / 2);
        CompletableFuture<BoxedUnit> first = writer.write(rows(half));
        CompletableFuture<BoxedUnit> second = writer.write(rows(half));
        assertThat(outcome(writer.write(rows(1)), Duration.ZERO)).isEqualTo(Outcome.REFUSED);
        away.countDown();
        assertThat(outcome(first, LIMIT)).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcome(second, LIMIT)).isEqualTo(Outcome.NOT_WRITTEN);
        // The bytes of what has left the queue are free again.
        assertThat(outcome(writer.write(rows(half)), LIMIT)).isEqualTo(Outcome.NOT_WRITTEN);
        writer.stop();
    }

    @Test
    void whatWaitsWhenTheWriterStopsIsRefusedAndSoIsWhatComesLater() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        GroupCommitWriter writer = GroupCommitWriter.start(
                "stop", () -> unavailable(opening, new CountDownLatch(1)), 100, 1_000, () -> true);
        CompletableFuture<BoxedUnit> inFlight = writer.write(rows(1));
        assertThat(opening.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<BoxedUnit> waiting = writer.write(rows(1));
        writer.stop();
        assertThat(outcome(inFlight, Duration.ZERO)).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcome(waiting, Duration.ZERO)).isEqualTo(Outcome.REFUSED);
        assertThat(outcome(writer.write(rows(1)), Duration.ZERO)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aFaultOfOurOwnFailsTheGroupAsUnknownAndTheWriterGoesOn() throws Exception {
        GroupCommitWriter writer = GroupCommitWriter.start(
                "fault",
                () -> {
                    throw new IllegalStateException("broken pool");
                },
                100,
                1_000,
                () -> true);
        assertThat(outcome(writer.write(rows(1)), LIMIT)).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(writer.write(rows(1)), LIMIT)).isEqualTo(Outcome.UNKNOWN);
        writer.stop();
    }

    @Test
    void aNodeThatMayNotWriteDoesNotEvenOpenAConnection() throws Exception {
        GroupCommitWriter writer = GroupCommitWriter.start(
                "forbidden",
                () -> {
                    throw new IllegalStateException("nobody may ask for a connection");
                },
                100,
                1_000,
                () -> false);
        assertThat(outcome(writer.write(rows(1)), LIMIT)).isEqualTo(Outcome.NOT_WRITTEN);
        writer.stop();
    }

    @Test
    void onlyAnAnswerOfTheServerProvesThatNothingWasWritten() {
        assertThat(outcomeOf("23505")).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcomeOf("22001")).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcomeOf("42501")).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcomeOf("53100")).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcomeOf("57014")).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(outcomeOf("57P01")).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcomeOf("08006")).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcomeOf("40003")).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcomeOf("XX000")).isEqualTo(Outcome.UNKNOWN);
        assertThat(JournalInsert.outcome(new SQLException("no state"))).isEqualTo(Outcome.UNKNOWN);
    }

    private static Outcome outcomeOf(String state) {
        return JournalInsert.outcome(new SQLException("", state));
    }

    private static Connection unavailable(CountDownLatch opening, CountDownLatch away) throws SQLException {
        opening.countDown();
        try {
            away.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException("no connection", "08001");
    }

    private static Outcome outcome(CompletableFuture<BoxedUnit> write, Duration limit)
            throws InterruptedException, TimeoutException {
        try {
            write.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            throw new AssertionError("acknowledged without a database");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof JournalWriteFailed refused) {
                return refused.outcome();
            }
            throw new AssertionError(failed);
        }
    }

    private static List<JournalPekkoSerializationRow> rows(int bytes) {
        return List.of(new JournalPekkoSerializationRow(
                0,
                false,
                "p",
                1,
                "w",
                1,
                "",
                new byte[bytes],
                9001,
                "m",
                Option.empty(),
                Option.empty(),
                Option.empty()));
    }
}
