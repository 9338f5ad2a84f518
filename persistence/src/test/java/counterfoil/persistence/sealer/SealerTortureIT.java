package counterfoil.persistence.sealer;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rule by which missing numbers are given up, under everything that transactions can do; and the same with the rules
 * that suggest themselves, which must fail here.
 */
class SealerTortureIT {
    private static final int WRITERS = 8;
    private static final int ROUNDS = Integer.getInteger("counterfoil.torture.rounds", 60);
    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private record Outcome(boolean allSealed, long rows, long lost, long late, List<String> faults) {}

    private Outcome torture(GapRule rule) throws Exception {
        SealedTables tables = new SealedTables(TestDatabase.shared());
        List<Sealer> sealers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sealers.add(tables.sealer(rule, folder.resolve("node-" + i)));
        }
        Thread killer = Thread.ofPlatform().daemon().start(() -> killSealersOf(tables.database));
        new Writers(tables.database, ROUNDS, 0.6).run(WRITERS);
        killer.interrupt();
        killer.join();
        boolean all = tables.sealsAll(rule instanceof LockHolders ? PATIENCE : Duration.ofSeconds(3));
        long late = sealers.stream().mapToLong(sealer -> sealer.status().late()).sum();
        sealers.forEach(Sealer::close);
        long rows = tables.journalRows();
        return new Outcome(all, rows, rows - tables.size(), late, tables.faults());
    }

    /** Ends the connections of whoever seals, now and then: all that is left of such a node is its transaction. */
    private static void killSealersOf(TestDatabase database) {
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            while (!Thread.currentThread().isInterrupted()) {
                statement.execute("SELECT pg_sleep(0.7)");
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                        + TestDatabase.APP + "' AND query LIKE '%seal_state%'");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void everyCommittedRowIsSealedOnceAndInOrderWhateverTransactionsDo() throws Exception {
        Outcome outcome = torture(new LockHolders());
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.allSealed()).isTrue();
        assertThat(outcome.late()).as("found by reconciliation only").isZero();
        assertThat(outcome.rows()).isGreaterThan(WRITERS * ROUNDS / 2);
    }

    /** The node that seals is killed again and again while others write; its successor goes on where it was. */
    @Test
    void aSealingProcessThatIsKilledLeavesALogThatItsSuccessorContinues() throws Exception {
        SealedTables tables = new SealedTables(TestDatabase.shared());
        Path heads = folder.resolve("heads");
        int sealedByTheKilled = 0;
        try (Connection writer = tables.database.asApp()) {
            long sequence = 0;
            for (int round = 0; round < KILLS; round++) {
                long before = tables.size();
                Process sealer = SealerChild.start(tables.database, heads);
                // Writes go on until it has sealed some and is in the midst of more.
                for (long end = sequence + 100_000; tables.size() < before + 300 && sequence < end; sequence += 5) {
                    Rows.insert(writer, "one|1", sequence + 1, sequence + 5);
                }
                sealer.destroyForcibly().waitFor();
                sealedByTheKilled += tables.size() > before ? 1 : 0;
            }
        }
        assertThat(sealedByTheKilled).isEqualTo(KILLS);
        Sealer last = tables.sealer(new LockHolders(), heads);
        assertThat(tables.sealsAll(PATIENCE)).isTrue();
        assertThat(last.status().late()).isZero();
        last.close();
        assertThat(tables.faults()).isEmpty();
    }

    @Test
    void waitingForAWhileInsteadLosesEvents() throws Exception {
        Outcome outcome = torture(new GivenUpByAge(Duration.ofMillis(150)));
        assertThat(outcome.lost() + outcome.late()).isPositive();
    }

    @Test
    void trustingTransactionIdsInsteadLosesEvents() throws Exception {
        Outcome outcome = torture(new GivenUpByTransactionId());
        assertThat(outcome.lost() + outcome.late()).isPositive();
    }

    /** Gives a number up after a time. */
    private record GivenUpByAge(Duration patience) implements GapRule {
        @Override
        public Mark look(Connection connection) {
            long seen = System.nanoTime();
            return new Age(seen, seen, patience.toNanos());
        }

        private record Age(long first, long last, long patience) implements Mark {
            @Override
            public Mark narrowedBy(Mark now) {
                return new Age(first, Age.class.cast(now).last, patience);
            }

            @Override
            public boolean isOver() {
                return last - first > patience;
            }
        }
    }

    /** Gives a number up when every transaction that had an id when it was missed has ended. */
    private static final class GivenUpByTransactionId implements GapRule {
        @Override
        public Mark look(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_snapshot_xmin(s)::text::bigint,"
                            + " pg_snapshot_xmax(s)::text::bigint FROM pg_current_snapshot() AS s")) {
                row.next();
                return new Ids(row.getLong(2), row.getLong(1));
            }
        }

        private record Ids(long nextWhenMissed, long oldestRunning) implements Mark {
            @Override
            public Mark narrowedBy(Mark now) {
                return new Ids(nextWhenMissed, Ids.class.cast(now).oldestRunning);
            }

            @Override
            public boolean isOver() {
                return oldestRunning >= nextWhenMissed;
            }
        }
    }
}
