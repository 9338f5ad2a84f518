package counterfoil.persistence.projection;

import static counterfoil.persistence.projection.LogFixture.listed;
import static counterfoil.persistence.projection.LogFixture.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.ReadSide.Wish;
import counterfoil.persistence.query.ReadTableStates;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.ReadTableStatus.Condition;
import counterfoil.persistence.query.SealedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a table cannot take waits with its entity; the others go on. */
final class ParkingIT {
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final AtomicInteger attempts = new AtomicInteger();

    private static ReadTableStates states(KeptTables tables) {
        return new ReadTableStates(tables.connections, Duration.ofSeconds(10), InstantSource.system());
    }

    private static ReadTableStatus status(KeptTables tables) throws Exception {
        return states(tables).read().getFirst();
    }

    private ReadTable chokingOnTheSecondFactOf(String id) {
        return FaultyTable.choking(new InstrumentTable(), event -> {
            if (isSecondOf(id, event) && attempts.incrementAndGet() > 0 && broken.get()) {
                throw new IllegalStateException("cannot take " + event.persistenceId());
            }
        });
    }

    private static boolean isSecondOf(String id, SealedEvent event) {
        return event.persistenceId().equals("stock|" + id) && event.sequenceNumber() == 2;
    }

    @Test
    void oneEntityWaitsInItsOrderUntilAnOperatorLetsItTryAgain() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(List.of(
                listed("aapl", "Apple Computer", "AAPL"),
                listed("aa", "Aluminum Company of America", "AA"),
                renamed("aa", "Alcoa Inc."),
                renamed("aapl", "Apple Inc."),
                renamed("aa", "Alcoa Corporation")));
        try (KeptTables tables = KeptTables.on(database, "")) {
            tables.keep(chokingOnTheSecondFactOf("aa"));
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 4);
            log.add(List.of(renamed("aapl", "Apple"), renamed("aa", "Arconic")));
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 6);

            assertThat(names(log, "Apple")).isOne();
            assertThat(names(log, "Aluminum Company of America")).isOne();
            assertThat(status(tables).condition()).isEqualTo(Condition.PARKED);
            assertThat(status(tables).parkedEntities()).isOne();
            assertThat(status(tables).parkedEvents()).isEqualTo(3);
            assertThat(status(tables).parked())
                    .containsExactly(new ReadTableStatus.Parked(
                            2, "stock|aa", "stock.InstrumentChanged.v1", "cannot take stock|aa"));

            int before = attempts.get();
            states(tables).tell(InstrumentTable.NAME, Wish.RETRY, "operator");
            KeptTables.await("it is tried", () -> attempts.get() > before);
            assertThat(status(tables).parkedEvents()).as("still broken").isEqualTo(3);

            broken.set(false);
            states(tables).tell(InstrumentTable.NAME, Wish.RETRY, "operator");
            KeptTables.await("it is taken", () -> status(tables).condition() == Condition.HEALTHY);
            assertThat(names(log, "Arconic")).isOne();
        }
    }

    private static long names(LogFixture log, String name) throws Exception {
        return log.number("SELECT count(*) FROM instrument_search WHERE name = '" + name + "'");
    }

    @Test
    void aRowThatTheDatabaseRefusesIsTheEventsFaultToo() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        // Listed twice: the second row has the key of the first.
        log.add(List.of(
                listed("aapl", "Apple Inc.", "AAPL"),
                listed("aapl", "Apple again", "AAPL"),
                listed("ibm", "IBM", "IBM")));
        try (KeptTables tables = KeptTables.on(database, "")) {
            tables.keep(new InstrumentTable());
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 2);

            assertThat(status(tables).parked())
                    .singleElement()
                    .extracting(ReadTableStatus.Parked::reason)
                    .asString()
                    .contains("duplicate key");
            assertThat(log.number("SELECT count(*) FROM instrument_search")).isEqualTo(2);
        }
    }

    @Test
    void moreThanMayBeParkedStopsTheTable() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            facts.add(listed("x" + i, "Name " + i, "X" + i));
        }
        log.add(facts);
        try (KeptTables tables =
                KeptTables.on(database, "counterfoil.read-tables { most-parked = 20, group-size = 10 }")) {
            tables.keep(FaultyTable.choking(new InstrumentTable(), event -> {
                throw new IllegalStateException("takes nothing");
            }));
            KeptTables.await(
                    "it stops",
                    () -> !states(tables).read().isEmpty() && status(tables).condition() == Condition.STOPPED);

            assertThat(status(tables).failure()).contains("20 parked events");
            assertThat(status(tables).parkedEvents()).isEqualTo(20);
            assertThat(status(tables).position()).isEqualTo(19);
        }
    }
}
