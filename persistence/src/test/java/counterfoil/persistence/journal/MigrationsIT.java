package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.DatabaseProblem.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class MigrationsIT {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final String INSERT = """
            INSERT INTO event_journal
              (persistence_id, sequence_number, writer, write_timestamp, event_ser_id, event_ser_manifest,
              event_payload)
            VALUES ('%s', %d, 'w', 1790000000123, 9001, 'stock.ImportWithdrawn.v1',
              convert_to('{"import_id":"i"}', 'UTF8'))
            """;

    @Test
    void aSecondRunHasNothingToDo() {
        assertThat(run(DATABASE.url(), TestDatabase.OWNER_PASSWORD, TestDatabase.APP))
                .isZero();
    }

    @Test
    void aWrongPasswordIsNamedInOneLineWithoutThePassword() {
        assertProblem(Kind.WRONG_PASSWORD, () -> run(DATABASE.url(), "not-the-password", TestDatabase.APP))
                .contains("counterfoil_owner")
                .doesNotContain("not-the-password");
    }

    @Test
    void aServerThatDoesNotAnswerIsUnreachable() {
        assertProblem(
                        Kind.UNREACHABLE,
                        () -> run(
                                "jdbc:postgresql://127.0.0.1:1/x?password=p",
                                TestDatabase.OWNER_PASSWORD,
                                TestDatabase.APP))
                .contains("127.0.0.1:1/x cannot be reached")
                .doesNotContain("password=");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        String url = DATABASE.url() + "_missing";
        assertProblem(Kind.NO_DATABASE, () -> run(url, TestDatabase.OWNER_PASSWORD, TestDatabase.APP))
                .contains("_missing does not exist");
    }

    @Test
    void aMissingApplicationRoleIsNamed() {
        assertProblem(Kind.NO_ROLE, () -> run(DATABASE.url(), TestDatabase.OWNER_PASSWORD, "nobody_here"))
                .contains("role nobody_here does not exist");
    }

    @Test
    void aRoleNameThatCouldCarrySqlIsRefused() {
        assertProblem(Kind.NO_ROLE, () -> run(DATABASE.url(), TestDatabase.OWNER_PASSWORD, "a\"; DROP TABLE x; --"));
    }

    @Test
    void anotherApplicationRoleIsGrantedTheSame() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        execute(database.asSuperuser(), "CREATE ROLE second_app LOGIN");
        assertThat(run(database.url(), TestDatabase.OWNER_PASSWORD, "second_app"))
                .isEqualTo(1);
        execute(database.asSuperuser(), "SET ROLE second_app; " + INSERT.formatted("stock|second", 1));
    }

    @Test
    void aDatabaseOfALaterReleaseIsRefused() throws SQLException {
        TestDatabase later = TestDatabase.shared();
        execute(
                later.asOwner(),
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (900, '900', 'future', 'SQL', 'V900__future.sql', 1, 'x', 1, true)");
        assertProblem(Kind.NEWER_THAN_RELEASE, () -> run(later.url(), TestDatabase.OWNER_PASSWORD, TestDatabase.APP))
                .contains("schema version 900");
    }

    @Test
    void aFailedMigrationSaysWhatTheServerSaid() throws SQLException {
        TestDatabase occupied = TestDatabase.empty();
        execute(occupied.asOwner(), "CREATE SCHEMA audit");
        assertProblem(Kind.MIGRATION_FAILED, () -> run(occupied.url(), TestDatabase.OWNER_PASSWORD, TestDatabase.APP))
                .contains("schema \"audit\" already exists");
    }

    @Test
    void theOwnerCannotChangeTheJournal() throws SQLException {
        execute(DATABASE.asApp(), INSERT.formatted("stock|owner", 1));
        for (String change : new String[] {
            "UPDATE event_journal SET deleted = true", "DELETE FROM event_journal", "TRUNCATE event_journal"
        }) {
            assertThatThrownBy(() -> execute(DATABASE.asOwner(), change)).hasMessageContaining("append only");
        }
    }

    @Test
    void replicaModeDoesNotSilenceTheRefusal() {
        assertThatThrownBy(() -> execute(
                        DATABASE.asSuperuser(), "SET session_replication_role = replica; DELETE FROM event_journal"))
                .hasMessageContaining("append only");
    }

    @Test
    void theApplicationAddsAndReadsButCannotChangeTheJournal() throws SQLException {
        execute(DATABASE.asApp(), INSERT.formatted("stock|app", 1));
        for (String change : new String[] {
            "UPDATE event_journal SET deleted = true",
            "DELETE FROM event_journal",
            "TRUNCATE event_journal",
            "SELECT setval('event_journal_ordering_seq', 1)"
        }) {
            assertThatThrownBy(() -> execute(DATABASE.asApp(), change)).hasMessageContaining("permission denied");
        }
        execute(DATABASE.asApp(), "SELECT count(*) FROM event_journal");
    }

    @Test
    void anAuditorReadsNameVersionInstantAndBody() throws SQLException {
        execute(DATABASE.asApp(), INSERT.formatted("stock|audited", 7));
        String query = "SELECT sequence_number, type, version, body->>'import_id', ordering > 0,"
                + " extract(epoch FROM recorded_at)::text FROM audit.events WHERE persistence_id = 'stock|audited'";
        try (Connection connection = DATABASE.asApp();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(7);
            assertThat(rows.getString(2)).isEqualTo("stock.ImportWithdrawn");
            assertThat(rows.getInt(3)).isEqualTo(1);
            assertThat(rows.getString(4)).isEqualTo("i");
            assertThat(rows.getBoolean(5)).isTrue();
            assertThat(rows.getString(6)).isEqualTo("1790000000.123000");
        }
    }

    private static int run(String url, String password, String appRole) {
        return Migrations.run(url, TestDatabase.OWNER, password, appRole);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertProblem(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(DatabaseProblem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem.getMessage()).hasLineCount(1);
                })
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING);
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
