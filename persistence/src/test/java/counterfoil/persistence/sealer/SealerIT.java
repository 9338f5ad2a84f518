package counterfoil.persistence.sealer;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.query.SealedLog;
import counterfoil.persistence.seal.Proofs;
import counterfoil.persistence.seal.SignedHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** How long the long transaction is held; the profile for long checks holds it for 30 s. */
    private static final int HELD_SECONDS = Integer.getInteger("counterfoil.torture.held.seconds", 3);

    @TempDir
    Path folder;

    private SealedTables tables;
    private Sealer sealer;

    @BeforeEach
    void begin() throws Exception {
        tables = new SealedTables(TestDatabase.shared());
        sealer = tables.sealer(new LockHolders(), folder);
    }

    @AfterEach
    void end() {
        sealer.close();
    }

    private void sealedUpTo(long size) throws Exception {
        assertThat(Waiting.until(SOON, () -> tables.size() == size))
                .as("sealed up to " + size)
                .isTrue();
    }

    @Test
    void aTransactionHeldOpenDelaysNobodyAndIsSealedAfterwardsInAConsistentLog() throws Exception {
        try (Connection held = tables.database.asApp();
                Connection others = tables.database.asApp()) {
            held.setAutoCommit(false);
            Rows.insert(held, "held|1", 1, 3);
            long opened = System.nanoTime();
            for (int i = 1; i <= 500; i++) {
                Rows.insert(others, "other|1", i, i);
            }
            sealedUpTo(500);
            byte[] root = tables.events.log().orElseThrow().root();
            try (Statement statement = held.createStatement()) {
                long left = HELD_SECONDS * 1_000L - (System.nanoTime() - opened) / 1_000_000;
                statement.execute("SELECT pg_sleep(" + Math.max(0, left) / 1_000.0 + ")");
            }
            assertThat(sealer.status().missing()).isEqualTo(3);
            Rows.insert(others, "other|1", 501, 501);
            sealedUpTo(501);
            held.commit();
            sealedUpTo(504);

            SealedLog log = tables.events.log().orElseThrow();
            assertThat(tables.events.after(log.logId(), 500, 10))
                    .extracting(SealedEvent::persistenceId)
                    .containsExactly("held|1", "held|1", "held|1");
            try (SealedHashes hashes = SealedHashes.open(tables.database::asApp, log.logId())) {
                List<byte[]> proof = Proofs.consistency(hashes, 500, 504);
                assertThat(Proofs.verifyConsistency(500, root, 504, log.root(), proof))
                        .isTrue();
            }
        }
        assertThat(tables.faults()).isEmpty();
        assertThat(Waiting.until(SOON, () -> sealer.status().missing() == 0)).isTrue();
    }

    @Test
    void aNumberThatWasRolledBackIsGivenUpWhileOthersWrite() throws Exception {
        try (Connection one = tables.database.asApp();
                Connection other = tables.database.asApp()) {
            one.setAutoCommit(false);
            Rows.insert(one, "one|1", 1, 1);
            Rows.insert(other, "other|1", 1, 1);
            sealedUpTo(1);
            assertThat(Waiting.until(SOON, () -> sealer.status().missing() == 1))
                    .isTrue();
            one.rollback();
            // A later writer that holds the lock does not keep the earlier number alive.
            one.setAutoCommit(false);
            Rows.insert(one, "one|1", 1, 1);
            Rows.insert(other, "other|1", 2, 2);
            sealedUpTo(2);
            assertThat(Waiting.until(SOON, () -> sealer.status().missing() == 1))
                    .isTrue();
            one.commit();
        }
        sealedUpTo(3);
        assertThat(tables.faults()).isEmpty();
    }

    @Test
    void aSecondSealerTakesOverWhenTheFirstIsGone() throws Exception {
        try (Connection writer = tables.database.asApp()) {
            Rows.insert(writer, "one|1", 1, 10);
            sealedUpTo(10);
            try (Sealer second = tables.sealer(new LockHolders(), folder.resolve("second"))) {
                Rows.insert(writer, "one|1", 11, 20);
                sealedUpTo(20);
                assertThat(second.status().state()).isNotEqualTo(SealStatus.State.WORKING);
                sealer.close();
                Rows.insert(writer, "one|1", 21, 30);
                sealedUpTo(30);
                assertThat(Waiting.until(
                                SOON,
                                () -> second.status().state() == SealStatus.State.WORKING
                                        && second.status().headSize() == 30))
                        .isTrue();
            }
        }
        assertThat(tables.faults()).isEmpty();
    }

    @Test
    void aSealerStoppedWithinItsTransactionDoesNotStopTheLog() throws Exception {
        try (Connection paused = tables.database.asApp();
                Connection writer = tables.database.asApp()) {
            SealTables.prepare(paused);
            assertThat(Waiting.until(SOON, () -> tables.events.log().isPresent()))
                    .isTrue();
            assertThat(Waiting.until(SOON, () -> new SealTables(paused).lock().isPresent()))
                    .isTrue();
            Rows.insert(writer, "one|1", 1, 5);
            sealedUpTo(5);
        }
    }

    @Test
    void aRowThatCameBelowTheLowWaterByHandIsSealedLateAndCounted() throws Exception {
        try (Connection writer = tables.database.asApp();
                Statement statement = writer.createStatement()) {
            Rows.insert(writer, "one|1", 1, 1);
            // A number drawn by hand, outside of an INSERT, holds no lock: the rule cannot know of it.
            statement.execute("SELECT nextval('event_journal_ordering_seq')");
            Rows.insert(writer, "one|1", 2, 2);
            sealedUpTo(2);
            assertThat(Waiting.until(SOON, () -> sealer.status().missing() == 0))
                    .isTrue();
            assertThat(sealer.status().isHealthy()).isTrue();
            statement.execute("INSERT INTO event_journal (ordering, persistence_id, sequence_number, writer,"
                    + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                    + " VALUES (2, 'hand|1', 1, 'w', 0, 9001, 'test.Wrote.v1', '{}')");
        }
        sealer.close();
        sealer = tables.sealer(new LockHolders(), folder);
        sealedUpTo(3);
        assertThat(tables.faults()).isEmpty();
        assertThat(Waiting.until(SOON, () -> sealer.status().late() == 1)).isTrue();
        assertThat(sealer.status().isHealthy()).isFalse();
    }

    @Test
    void aHoleInAnEntitysNumbersIsFoundByReconciliation() throws Exception {
        try (Connection writer = tables.database.asApp()) {
            Rows.insert(writer, "one|1", 1, 3);
            Rows.insert(writer, "holed|1", 2, 3);
            Rows.insert(writer, "two|1", 1, 3);
            writer.setAutoCommit(false);
            assertThat(Reconciliation.run(writer).holes()).containsExactly("holed|1");
        }
    }

    @Test
    void headsAreSignedAndKeptOutsideTheDatabase() throws Exception {
        try (Connection writer = tables.database.asApp()) {
            Rows.insert(writer, "one|1", 1, 300);
        }
        sealedUpTo(300);
        assertThat(Waiting.until(SOON, () -> sealer.status().headSize() == 300)).isTrue();
        SignedHead head = SignedHead.open(
                Files.readString(folder.resolve("checkpoint")),
                List.of(SealedTables.LOG_KEY.verifier(), SealedTables.COSIGNER.verifier()));
        assertThat(head.checkpoint().size()).isEqualTo(300);
        assertThat(head.checkpoint().root())
                .isEqualTo(tables.events.log().orElseThrow().root());
        assertThat(head.cosignedAt()).isPresent();
        assertThat(HeadFolder.open(folder).newest().orElseThrow().size()).isEqualTo(300);
    }

    @Test
    void rowsOfFarMoreThanOneRoundAreSealed() throws Exception {
        sealer.close();
        try (Connection writer = tables.database.asApp()) {
            Rows.insert(writer, "one|1", 1, 3L * SealTables.PAGE + 17);
        }
        sealer = tables.sealer(new LockHolders(), folder);
        sealedUpTo(3L * SealTables.PAGE + 17);
        assertThat(tables.faults()).isEmpty();
    }
}
