package counterfoil.persistence.journal;

import static counterfoil.persistence.journal.Facts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JournalWriteFailed.Outcome;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.journal.Tagged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What one bad write, one lost connection and one overload may touch, and what they may not. */
final class GroupCommitIT {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final JournalProbe JOURNAL = new JournalProbe(DATABASE, "probe", "");

    @AfterAll
    static void stop() {
        JOURNAL.close();
    }

    @Test
    void oneDuplicateAmongTwoHundredWritesFailsExactlyThatOne() throws SQLException {
        JOURNAL.write("dup|97", 1, withdrawn("first"));
        assertThat(JOURNAL.outcomes(1)).containsEntry("dup|97/1", "ok");
        JOURNAL.whileLocked(() -> {
            JOURNAL.write("dup|opener", 1, withdrawn("opener"));
            JOURNAL.awaitBlockedWriter();
            for (int i = 0; i < 200; i++) {
                JOURNAL.write("dup|" + i, 1, withdrawn("i"));
            }
        });
        Map<String, Object> outcomes = JOURNAL.outcomes(201);
        assertThat(outcomes).containsEntry("dup|97/1", Outcome.NOT_WRITTEN);
        assertThat(JournalProbe.count(outcomes, "ok")).isEqualTo(200);
        assertThat(JOURNAL.number("SELECT count(*) FROM event_journal WHERE persistence_id LIKE 'dup|%'"))
                .isEqualTo(201);
    }

    @Test
    void aConnectionKilledInMidGroupFailsTheGroupAsUnknownAndTheNextRoundSucceeds() throws SQLException {
        JOURNAL.whileLocked(() -> {
            JOURNAL.write("kill|opener", 1, withdrawn("opener"));
            JOURNAL.awaitBlockedWriter();
            for (int i = 0; i < 50; i++) {
                JOURNAL.write("kill|" + i, 1, withdrawn("i"));
            }
            JOURNAL.awaitTaken();
            JOURNAL.terminateBlockedWriter();
            assertThat(JOURNAL.outcomes(1)).containsEntry("kill|opener/1", Outcome.UNKNOWN);
            JOURNAL.awaitBlockedWriter();
            JOURNAL.terminateBlockedWriter();
            assertThat(JOURNAL.outcomes(50).values()).containsOnly(Outcome.UNKNOWN);
        });
        assertThat(JOURNAL.number("SELECT count(*) FROM event_journal WHERE persistence_id LIKE 'kill|%'"))
                .isZero();
        for (int i = 0; i < 50; i++) {
            JOURNAL.write("kill|" + i, 1, withdrawn("i"));
        }
        assertThat(JournalProbe.count(JOURNAL.outcomes(50), "ok")).isEqualTo(50);
    }

    @Test
    void theRowsOfOneAtomicWriteStayTogether() throws SQLException {
        JOURNAL.write("atomic|a", 2, withdrawn("taken"));
        assertThat(JOURNAL.outcomes(1)).containsEntry("atomic|a/2", "ok");
        JOURNAL.whileLocked(() -> {
            JOURNAL.write("atomic|opener", 1, withdrawn("opener"));
            JOURNAL.awaitBlockedWriter();
            JOURNAL.write("atomic|a", 1, withdrawn("1"), withdrawn("2"), withdrawn("3"));
            JOURNAL.write("atomic|b", 1, withdrawn("1"), withdrawn("2"), withdrawn("3"));
        });
        Map<String, Object> outcomes = JOURNAL.outcomes(7);
        assertThat(outcomes)
                .containsEntry("atomic|a/1", Outcome.NOT_WRITTEN)
                .containsEntry("atomic|a/3", Outcome.NOT_WRITTEN)
                .containsEntry("atomic|b/1", "ok")
                .containsEntry("atomic|b/3", "ok");
        assertThat(JOURNAL.rows("atomic|a")).isEqualTo(1);
        assertThat(JOURNAL.rows("atomic|b")).isEqualTo(3);
    }

    @Test
    void aWriteOfMoreRowsThanAGroupHoldsIsStillOneStatement() throws SQLException {
        Object[] events = new Object[2_500];
        Arrays.fill(events, withdrawn("many"));
        JOURNAL.write("many|1", 1, events);
        assertThat(JournalProbe.count(JOURNAL.outcomes(2_500), "ok")).isEqualTo(2_500);
        assertThat(JOURNAL.number(
                        "SELECT count(DISTINCT xmin::text) FROM event_journal WHERE persistence_id = 'many|1'"))
                .isEqualTo(1);
    }

    @Test
    void aTaggedEventIsRefused() throws SQLException {
        JOURNAL.write(
                "tag|1",
                1,
                new Tagged(
                        withdrawn("x"),
                        CollectionConverters.asScala(Set.of("blue")).toSet()));
        assertThat(JOURNAL.answers(1).get("tag|1/1"))
                .isInstanceOf(IllegalArgumentException.class)
                .asString()
                .contains("tagged");
        assertThat(JOURNAL.rows("tag|1")).isZero();
    }

    @Test
    void anEventAboveTheLimitIsRejectedWithItsTypeAndSize() throws SQLException {
        JOURNAL.write("large|1", 1, withdrawn("x".repeat(EventSerializer.LIMIT_BYTES)));
        assertThat(JOURNAL.answers(1).get("large|1/1")).isInstanceOfSatisfying(EventTooLarge.class, tooLarge -> {
            assertThat(tooLarge.type()).isEqualTo("stock.ImportWithdrawn.v1");
            assertThat(tooLarge.bytes()).isGreaterThan(EventSerializer.LIMIT_BYTES);
        });
        assertThat(JOURNAL.rows("large|1")).isZero();
    }

    @Test
    void aStatementThatTakesTooLongIsNotWritten() throws SQLException {
        TestDatabase own = TestDatabase.shared();
        String impatient = "pekko-persistence-jdbc.shared-databases.slick.db"
                + ".connectionInitSql = \"SET statement_timeout = 200\"";
        try (JournalProbe journal = new JournalProbe(own, "slow", impatient)) {
            journal.whileLocked(() -> {
                journal.write("slow|1", 1, withdrawn("x"));
                assertThat(journal.outcomes(1)).containsEntry("slow|1/1", Outcome.NOT_WRITTEN);
            });
            assertThat(journal.rows("slow|1")).isZero();
        }
    }

    @Test
    void whatDoesNotFitInTheQueueIsRefusedAndWhatWaitsIsWritten() throws SQLException {
        TestDatabase own = TestDatabase.shared();
        try (JournalProbe journal = new JournalProbe(own, "full", "jdbc-journal.bufferSize = 10")) {
            journal.whileLocked(() -> {
                journal.write("full|opener", 1, withdrawn("opener"));
                journal.awaitBlockedWriter();
                for (int i = 0; i < 15; i++) {
                    journal.write("full|" + i, 1, withdrawn("i"));
                }
            });
            // The journal answers in the order of the writes, so a refusal waits for the writes before it.
            Map<String, Object> outcomes = journal.outcomes(16);
            assertThat(JournalProbe.count(outcomes, Outcome.REFUSED)).isEqualTo(5);
            assertThat(JournalProbe.count(outcomes, "ok")).isEqualTo(11);
            assertThat(journal.number("SELECT count(*) FROM event_journal")).isEqualTo(11);
        }
    }

    @Test
    void whatIsCommittedWhileTheNodeLosesItsRightIsInTheJournalAndNotAcknowledged() throws SQLException {
        TestDatabase own = TestDatabase.shared();
        try (JournalProbe journal = new JournalProbe(own, "permit", "")) {
            AtomicInteger asked = new AtomicInteger();
            // Asked before the group and before the acknowledgement: the right is lost between the two.
            WritePermit.of(journal.system).decideBy(() -> asked.incrementAndGet() == 1);
            journal.write("permit|1", 1, withdrawn("committed"));
            assertThat(journal.outcomes(1)).containsEntry("permit|1/1", Outcome.UNKNOWN);
            assertThat(journal.rows("permit|1")).isEqualTo(1);
            journal.write("permit|2", 1, withdrawn("not begun"));
            assertThat(journal.outcomes(1)).containsEntry("permit|2/1", Outcome.NOT_WRITTEN);
            assertThat(journal.rows("permit|2")).isZero();
            WritePermit.of(journal.system).decideBy(() -> true);
            journal.write("permit|2", 1, withdrawn("again"));
            assertThat(journal.outcomes(1)).containsEntry("permit|2/1", "ok");
        }
    }

    @Test
    void oneWriterServesEveryJournalOfASystemAndEndsWithIt() throws SQLException {
        TestDatabase own = TestDatabase.shared();
        try (JournalProbe journal = new JournalProbe(own, "ending", "")) {
            journal.write("thread|1", 1, withdrawn("x"));
            assertThat(journal.outcomes(1).values()).containsOnly("ok");
            GroupCommit writer = GroupCommit.of((ExtendedActorSystem) journal.system);
            journal.restart();
            journal.write("thread|1", 2, withdrawn("y"));
            assertThat(journal.outcomes(1).values()).containsOnly("ok");
            assertThat(GroupCommit.of((ExtendedActorSystem) journal.system)).isSameAs(writer);
            assertThat(writers("journal-writer-ending")).isEqualTo(1);
        }
        assertThat(writers("journal-writer-ending")).isZero();
    }

    private static long writers(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }
}
