package counterfoil.persistence.projection;

import static counterfoil.persistence.projection.LogFixture.bars;
import static counterfoil.persistence.projection.LogFixture.listed;
import static counterfoil.persistence.projection.LogFixture.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.AuditEntry;
import counterfoil.persistence.query.AuditList;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.FoundInstrument;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.InstrumentSearch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both tables, filled from a log. */
final class ReadTablesIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void bothTablesAreFilledFromTheLogAndFollowIt() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(List.of(listed("aapl", "Apple Computer, Inc.", "AAPL"), bars("aapl", 1)));
        try (KeptTables tables = KeptTables.on(database, "")) {
            ReadTables.tables().forEach(tables::keep);
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 1);
            log.add(List.of(renamed("aapl", "Apple Inc."), bars("aapl", 2)));
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 3);
            KeptTables.awaitPosition(log, AuditTable.NAME, 3);

            InstrumentPage page = new InstrumentSearch(tables.connections)
                    .find(new InstrumentQuestion("aapl", null, null, TODAY, 10, null));
            assertThat(page.instruments()).extracting(FoundInstrument::name).containsExactly("Apple Inc.");
            assertThat(page.basis().position()).isEqualTo(3);
            assertThat(page.basis().changedPosition()).isEqualTo(2);
            assertThat(new AuditList(tables.connections)
                            .list(new AuditQuestion(null, null, null, null, null, 10, null))
                            .entries())
                    .containsExactly(
                            entry(3, "stock.BarsRecorded", 4, "bars-2", null),
                            entry(2, "stock.InstrumentChanged", 3, "rename-aapl", LogFixture.ENVELOPE_JSON),
                            entry(1, "stock.BarsRecorded", 2, "bars-1", null),
                            entry(0, "stock.InstrumentListed", 1, "list-aapl", null));
        }
    }

    private static AuditEntry entry(
            long position,
            String type,
            long sequenceNumber,
            String command,
            @org.jspecify.annotations.Nullable String reason) {
        return new AuditEntry(
                position,
                LogFixture.RECORDED,
                "user-7",
                null,
                "request-" + command,
                type,
                1,
                "stock|aapl",
                sequenceNumber,
                reason);
    }

    @Test
    void pagesWithoutAnythingForTheTableMoveItsPositionOn() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1_234; i++) {
            facts.add(bars("ibm", i));
        }
        log.add(facts);
        try (KeptTables tables = KeptTables.on(database, "counterfoil.read-tables.page-size = 100")) {
            tables.keep(new InstrumentTable());
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 1_233);
            assertThat(log.number("SELECT count(*) FROM instrument_search")).isZero();
            assertThat(log.number("SELECT current_offset::bigint FROM projection_offset"))
                    .isEqualTo(1_233);
        }
    }
}
