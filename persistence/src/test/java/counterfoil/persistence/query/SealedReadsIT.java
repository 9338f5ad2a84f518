package counterfoil.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.TestLog;
import counterfoil.persistence.seal.Proofs;
import counterfoil.persistence.seal.SignedHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hashes, heads and proofs as they are read back from the tables of a log. */
final class SealedReadsIT {
    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    /** Crosses the rows of a tile, a whole tile and the next level. */
    private static final List<Integer> PARTS = List.of(1, 2, 100, 153, 1, 400, 300);

    private static TestLog log;

    @BeforeAll
    static void fill() throws SQLException {
        log = new TestLog(DATABASE);
        for (int part = 0; part < PARTS.size(); part++) {
            log.write("stock|" + part, "stock.BarsRecorded.v1", PARTS.get(part), AT);
            gap();
            log.seal();
            log.publish(AT.plusSeconds(part));
        }
    }

    /** Takes a number of the journal and throws it away. */
    private static void gap() throws SQLException {
        try (Connection connection = DATABASE.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('event_journal_ordering_seq')");
        }
    }

    @Test
    void everyRangeOfLeavesIsReadAsItWasSealed() throws SQLException {
        try (SealedHashes hashes = SealedHashes.open(DATABASE::asApp, 1)) {
            for (long first : new long[] {0, 1, 102, 255, 256, 257, 700}) {
                for (int count : new int[] {1, 2, 200, 256}) {
                    byte[] read = hashes.read(0, first, count);
                    assertThat(read).hasSize(32 * count);
                    assertThat(Arrays.copyOf(read, 32)).isEqualTo(log.leaves().get((int) first));
                    assertThat(Arrays.copyOfRange(read, 32 * (count - 1), 32 * count))
                            .isEqualTo(log.leaves().get((int) first + count - 1));
                }
            }
        }
    }

    @Test
    void whatTheLogDoesNotHoldIsRefused() throws SQLException {
        try (SealedHashes hashes = SealedHashes.open(DATABASE::asApp, 1)) {
            assertThatThrownBy(() -> hashes.read(0, 957, 1)).hasMessage("the log lacks hash 957 of level 0");
            assertThatThrownBy(() -> hashes.read(1, 3, 1)).hasMessage("the log lacks hash 3 of level 1");
            assertThatThrownBy(() -> hashes.read(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hashes.read(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theRootOfEveryHeadIsThatOfTheHashes() throws SQLException {
        List<Head> heads = new Heads(DATABASE::asApp).from(1, 0, 100);
        assertThat(heads).extracting(Head::size).containsExactly(1L, 3L, 103L, 256L, 257L, 657L, 957L);
        try (SealedHashes hashes = SealedHashes.open(DATABASE::asApp, 1)) {
            for (Head head : heads) {
                SignedHead signed = SignedHead.open(head.note(), log.keys());
                assertThat(Proofs.root(hashes, head.size()))
                        .isEqualTo(signed.checkpoint().root());
            }
        }
    }

    @Test
    void headsAreFoundBySizeAndPageByPage() throws SQLException {
        Heads heads = new Heads(DATABASE::asApp);
        assertThat(heads.newest(1).orElseThrow().size()).isEqualTo(957);
        assertThat(heads.atMost(1, 656).orElseThrow().size()).isEqualTo(257);
        assertThat(heads.atMost(1, 0)).isEmpty();
        assertThat(heads.at(1, 256)).isPresent();
        assertThat(heads.at(1, 255)).isEmpty();
        assertThat(heads.from(1, 4, 2)).extracting(Head::size).containsExactly(103L, 256L);
        assertThat(heads.newest(2)).isEmpty();
        assertThatThrownBy(() -> heads.from(1, 0, 1_001)).hasMessageContaining("1 to 1000");
    }

    @Test
    void everyEventOfALogIsProvenUnderItsNewestHead() throws SQLException {
        for (int part = 0; part < PARTS.size(); part++) {
            for (long sequence : new long[] {1, PARTS.get(part)}) {
                ProvenEvent proven = ProvenEvent.of(DATABASE::asApp, "stock|" + part, sequence);
                assertThat(proven).isInstanceOfSatisfying(ProvenEvent.Proven.class, found -> {
                    assertThat(found.proof().verify(log.keys()).checkpoint().size())
                            .isEqualTo(957);
                    assertThat(found.proof().leaf().persistenceId()).startsWith("stock|");
                });
            }
        }
    }

    @Test
    void anEventThatNobodyWroteIsUnknown() throws SQLException {
        assertThat(ProvenEvent.of(DATABASE::asApp, "stock|0", 2)).isInstanceOf(ProvenEvent.Unknown.class);
        assertThat(ProvenEvent.of(DATABASE::asApp, "nobody", 1)).isInstanceOf(ProvenEvent.Unknown.class);
    }

    @Test
    void anEventIsProvenOnlyOnceAHeadCoversIt() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        assertThat(ProvenEvent.of(database::asApp, "stock|a", 1)).isInstanceOf(ProvenEvent.NothingSealed.class);
        TestLog young = new TestLog(database);
        young.write("stock|a", "stock.BarsRecorded.v1", 2, AT);
        young.seal();
        assertThat(ProvenEvent.of(database::asApp, "stock|a", 1)).isInstanceOf(ProvenEvent.NothingSealed.class);
        young.publish(AT);
        young.write("stock|b", "stock.BarsRecorded.v1", 1, AT);
        assertThat(ProvenEvent.of(database::asApp, "stock|b", 1)).isInstanceOf(ProvenEvent.NotSealedYet.class);
        young.seal();
        assertThat(ProvenEvent.of(database::asApp, "stock|b", 1)).isInstanceOf(ProvenEvent.NotSealedYet.class);
        young.publish(AT);
        assertThat(ProvenEvent.of(database::asApp, "stock|b", 1)).isInstanceOf(ProvenEvent.Proven.class);
    }

    @Test
    void aRowThatASuperuserChangedIsToldAsAltered() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        TestLog changed = new TestLog(database);
        changed.write("stock|a", "stock.BarsRecorded.v1", 3, AT);
        changed.seal();
        changed.publish(AT);
        asSuperuser(database, "UPDATE event_journal SET event_payload = 'x' WHERE sequence_number = 2");
        assertThat(ProvenEvent.of(database::asApp, "stock|a", 1)).isInstanceOf(ProvenEvent.Proven.class);
        assertThat(ProvenEvent.of(database::asApp, "stock|a", 2)).isEqualTo(new ProvenEvent.Altered(1));
        asSuperuser(database, "UPDATE event_journal SET deleted = true WHERE sequence_number = 3");
        assertThat(ProvenEvent.of(database::asApp, "stock|a", 3)).isEqualTo(new ProvenEvent.Altered(2));
    }

    /** Does what the trigger refuses, as only a superuser can. */
    private static void asSuperuser(TestDatabase database, String change) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_journal DISABLE TRIGGER append_only");
            statement.execute(change);
            statement.execute("ALTER TABLE event_journal ENABLE ALWAYS TRIGGER append_only");
        }
    }
}
