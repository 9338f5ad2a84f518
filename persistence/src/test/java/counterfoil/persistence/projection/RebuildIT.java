package counterfoil.persistence.projection;

import static counterfoil.persistence.projection.LogFixture.bars;
import static counterfoil.persistence.projection.LogFixture.listed;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.AuditList;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.InstrumentSearch;
import counterfoil.persistence.query.ReadSide.Wish;
import counterfoil.persistence.query.ReadTableStates;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.ReadTableStatus.Condition;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** A new build grows beside the one that is read, and readers notice nothing but the switch. */
final class RebuildIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static List<Fact> facts(int from, int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            facts.add(bars("entity-" + i % 7, i));
        }
        return facts;
    }

    private static ReadTableStates states(KeptTables tables) {
        return new ReadTableStates(tables.connections, Duration.ofSeconds(10), InstantSource.system());
    }

    private static ReadTableStatus status(KeptTables tables) throws Exception {
        return states(tables).read().getFirst();
    }

    private static String states(LogFixture log) throws Exception {
        return log.number("SELECT count(*) FROM read_build WHERE state = 'active'") + " active, "
                + log.number("SELECT count(*) FROM read_build WHERE state = 'building'") + " building, "
                + log.number("SELECT count(*) FROM read_build WHERE state = 'emptied'") + " emptied";
    }

    @Test
    void readersAlwaysSeeACompleteTableWhileItIsBuiltAnewUnderWrites() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(0, 2_000));
        try (KeptTables tables =
                KeptTables.on(database, "counterfoil.read-tables { page-size = 50, group-size = 50 }")) {
            tables.keep(new AuditTable());
            KeptTables.awaitPosition(log, AuditTable.NAME, 1_999);
            AuditList list = new AuditList(tables.connections);
            assertThat(states(tables).tell(AuditTable.NAME, Wish.REBUILD, "operator"))
                    .isTrue();

            int written = 2_000;
            long least = 1_999;
            while (!states(log).equals("1 active, 0 building, 1 emptied")) {
                if (written < 6_000) {
                    log.add(facts(written, 20));
                    written += 20;
                }
                long newest = list.list(new AuditQuestion(null, null, null, null, null, 1, null))
                        .entries()
                        .getFirst()
                        .position();
                assertThat(newest).as("readers never go back").isGreaterThanOrEqualTo(least);
                least = newest;
            }

            KeptTables.awaitPosition(log, AuditTable.NAME, written - 1L);
            assertThat(status(tables).build()).isEqualTo(2);
            assertThat(log.number("SELECT count(*) FROM audit_entry WHERE slot = 0"))
                    .isZero();
            assertThat(log.number("SELECT count(DISTINCT position) FROM audit_entry WHERE slot = 1"))
                    .isEqualTo(written);
            assertThat(log.number("SELECT count(*) FROM projection_offset")).isOne();
        }
    }

    @Test
    void aReleaseThatWritesTheTableDifferentlyBuildsItAnew() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(0, 100));
        try (KeptTables tables = KeptTables.on(database, "")) {
            ActorRef<TableKeeper.Command> earlier = tables.keep(new AuditTable());
            KeptTables.awaitPosition(log, AuditTable.NAME, 99);
            tables.stop(earlier);

            tables.keep(new FaultyTable(new AuditTable(), 2, (connection, events) -> {}, (connection, events) -> {}));
            KeptTables.await("the new build is read", () -> status(tables).build() == 2);

            assertThat(log.number("SELECT shape FROM read_build WHERE state = 'active'"))
                    .isEqualTo(2);
            assertThat(log.number("SELECT count(*) FROM projection_offset"
                            + " WHERE projection_name LIKE 'audit-list.v2-2.log1.of1'"))
                    .isOne();
        }
    }

    @Test
    void aNewLogIsABuildOfItsOwnAndTheOldOneIsReadUntilItIsDone() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(List.of(listed("aapl", "Apple Inc.", "AAPL")));
        try (KeptTables tables = KeptTables.on(database, "")) {
            tables.keep(new InstrumentTable());
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 0);

            log.open(2);
            log.seal(2);
            KeptTables.await(
                    "the new log is read",
                    () -> status(tables).logId() == 2 && status(tables).lagPositions() == 0);

            assertThat(new InstrumentSearch(tables.connections)
                            .find(new InstrumentQuestion("AAPL", null, null, TODAY, 10, null))
                            .instruments())
                    .hasSize(1);
        }
    }

    @Test
    void aPausedTableTakesNothingUntilItGoesOn() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(0, 10));
        try (KeptTables tables = KeptTables.on(database, "")) {
            tables.keep(new AuditTable());
            KeptTables.awaitPosition(log, AuditTable.NAME, 9);
            states(tables).tell(AuditTable.NAME, Wish.PAUSE, "operator");
            // The projection has ended when nobody holds its build: a group that comes later would be seen in the
            // table.
            KeptTables.await(
                    "the keeper has seen the pause", () -> status(tables).condition() == Condition.PAUSED);
            tables.keep(new InstrumentTable());
            log.add(facts(10, 10));
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 19);
            states(tables).tell(AuditTable.NAME, Wish.RESUME, "operator");
            KeptTables.awaitPosition(log, AuditTable.NAME, 19);
            assertThat(log.number("SELECT count(*) FROM audit_entry")).isEqualTo(20);
        }
    }

    @Test
    void aRowThatWasSealedAndIsMissingStopsTheTableWithItsPosition() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(0, 30));
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE event_journal DISABLE TRIGGER append_only");
            statement.execute("DELETE FROM event_journal WHERE ordering = (SELECT first_ordering + 20 FROM seal_run)");
        }
        try (KeptTables tables = KeptTables.on(database, "counterfoil.read-tables.page-size = 8")) {
            tables.keep(new AuditTable());
            KeptTables.await(
                    "it stops",
                    () -> !states(tables).read().isEmpty() && status(tables).condition() == Condition.STOPPED);

            assertThat(status(tables).failure()).contains("sealed at position 20");
            assertThat(status(tables).position()).isEqualTo(19);
            assertThat(log.number("SELECT max(position) FROM audit_entry")).isEqualTo(19);
        }
    }
}
