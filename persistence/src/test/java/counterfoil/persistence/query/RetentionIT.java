package counterfoil.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.TestLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, and what keeps it. */
final class RetentionIT {
    private static final Instant OLD = Instant.parse("2019-11-21T23:59:50Z");
    private static final LocalDate SEVEN_YEARS_AGO = LocalDate.of(2019, 11, 22);
    static final List<String> GUARDED = AppendOnlyGuard.TABLES;

    @Test
    void eachEventIsCountedOnceByTypeAndAge() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        TestLog log = new TestLog(database);
        RetentionCounts counts = new RetentionCounts(database::asApp);
        // Seconds 1 to 9 belong to the day before, 10 to 20 to the first day that is not older.
        log.write("stock|a", "stock.BarsRecorded.v1", 20, OLD);
        log.seal();
        assertThat(counts.countSlice(1, 15)).isEqualTo(15);
        log.write("stock|b", "stock.BarsRecorded.v1", 5, OLD.plusSeconds(86_400));
        log.write("listing|x", "listing.IdentifierHeld.v1", 1, OLD);
        log.seal();
        assertThat(counts.countSlice(1, log.size())).isEqualTo(26);
        assertThat(counts.countSlice(1, log.size())).isEqualTo(26);

        assertThat(counts.counts(1, SEVEN_YEARS_AGO))
                .containsExactly(
                        new RetentionCount(
                                "listing", "listing.IdentifierHeld.v1", 1, OLD.plusSeconds(1), OLD.plusSeconds(1), 1),
                        new RetentionCount(
                                "stock", "stock.BarsRecorded.v1", 25, OLD.plusSeconds(1), OLD.plusSeconds(86_405), 9));
    }

    @Test
    void aSliceIsBoundedAndTheNextGoesOn() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        TestLog log = new TestLog(database);
        log.write("stock|a", "stock.BarsRecorded.v1", RetentionCounts.SLICE + 7, OLD);
        log.seal();
        RetentionCounts counts = new RetentionCounts(database::asApp);
        assertThat(counts.countSlice(1, log.size())).isEqualTo(RetentionCounts.SLICE);
        assertThat(counts.countSlice(1, log.size())).isEqualTo(log.size());
        assertThat(counts.counts(1, SEVEN_YEARS_AGO))
                .singleElement()
                .extracting(RetentionCount::events)
                .isEqualTo(log.size());
    }

    @Test
    void whileSomebodyCountsTheOthersDoNotWait() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        TestLog log = new TestLog(database);
        log.write("stock|a", "stock.BarsRecorded.v1", 10, OLD);
        log.seal();
        RetentionCounts counts = new RetentionCounts(database::asApp);
        counts.countSlice(1, 4);
        try (Connection other = database.asApp();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT counted FROM retention_progress FOR UPDATE");
            assertThat(counts.countSlice(1, 10)).isEqualTo(4);
            other.rollback();
        }
        assertThat(counts.countSlice(1, 10)).isEqualTo(10);
    }

    @Test
    void theGuardsOfAFreshDatabaseAreIntact() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        List<AppendOnlyGuard> guards = AppendOnlyGuard.look(database::asApp);
        assertThat(guards).extracting(AppendOnlyGuard::table).containsExactlyElementsOf(GUARDED);
        assertThat(guards).allMatch(AppendOnlyGuard::isIntact);
    }

    @Test
    void theOwnerOfTheTablesIsNoRoleToServeWith() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        assertThat(AppendOnlyGuard.look(database::asOwner))
                .noneMatch(AppendOnlyGuard::applicationMayAppendOnly)
                .noneMatch(AppendOnlyGuard::applicationIsNotOwner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TRIGGER append_only ON seal_run",
                "ALTER TABLE seal_run DISABLE TRIGGER append_only",
                "ALTER TABLE seal_run ENABLE TRIGGER append_only",
                "ALTER TABLE seal_run ENABLE REPLICA TRIGGER append_only",
                "GRANT DELETE ON seal_run TO counterfoil_app",
                "GRANT UPDATE (length) ON seal_run TO counterfoil_app",
                "GRANT TRUNCATE ON seal_run TO PUBLIC",
                "ALTER TABLE seal_run OWNER TO counterfoil_app",
                "CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON seal_run"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
                "CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_run"
                        + " FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION refuse_change()",
                "CREATE OR REPLACE TRIGGER append_only AFTER UPDATE OR DELETE OR TRUNCATE ON seal_run"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            })
    void aGuardThatWasTakenAwayIsMissed(String change) throws SQLException {
        TestDatabase database = TestDatabase.shared();
        execute(database.asSuperuser(), change);
        assertThat(AppendOnlyGuard.look(database::asApp))
                .filteredOn(guard -> !guard.isIntact())
                .extracting(AppendOnlyGuard::table)
                .containsExactly("seal_run");
    }

    @Test
    void aFunctionThatRefusesNothingIsMissed() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        execute(database.asSuperuser(), """
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RETURN NULL; END $$
                """);
        assertThat(AppendOnlyGuard.look(database::asApp)).noneMatch(AppendOnlyGuard::functionAsShipped);
    }

    @ParameterizedTest
    @FieldSource("GUARDED")
    void neitherApplicationNorOwnerNorReplicaModeChangesAGuardedTable(String table) throws SQLException {
        TestDatabase database = TestDatabase.shared();
        String column = column(database, table);
        for (String change : List.of(
                "UPDATE " + table + " SET " + column + " = " + column,
                "DELETE FROM " + table,
                "TRUNCATE " + table + " CASCADE")) {
            assertThatThrownBy(() -> execute(database.asApp(), change)).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(database.asOwner(), change)).hasMessageContaining("append only");
            assertThatThrownBy(
                            () -> execute(database.asSuperuser(), "SET session_replication_role = replica; " + change))
                    .hasMessageContaining("append only");
        }
    }

    private static String column(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT attname FROM pg_attribute WHERE attrelid = '" + table + "'::regclass AND attnum = 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
