package counterfoil.persistence.journal;

import static counterfoil.persistence.TestDatabase.APP;
import static counterfoil.persistence.TestDatabase.APP_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.DatabaseProblem.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalChecksIT {

    private final TestDatabase database = TestDatabase.shared();

    @Test
    void aMigratedDurableDatabaseIsAccepted() {
        assertThatCode(() -> JournalChecks.run(database.url(), APP, APP_PASSWORD))
                .doesNotThrowAnyException();
    }

    @Test
    void aRoleThatDoesNotWaitForItsCommitsIsRefused() throws SQLException {
        superuser("ALTER ROLE " + APP + " IN DATABASE " + name() + " SET synchronous_commit = off");
        assertRefused("synchronous_commit is off");
    }

    @Test
    void aCommitThatWaitsForStandbysIsAccepted() throws SQLException {
        superuser("ALTER ROLE " + APP + " IN DATABASE " + name() + " SET synchronous_commit = remote_apply");
        assertThatCode(() -> JournalChecks.run(database.url(), APP, APP_PASSWORD))
                .doesNotThrowAnyException();
    }

    /** Settings of a server cannot be changed under the shared one, so each case starts a server of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes"})
    void aServerThatDoesNotForceItsLogToDiskIsRefused(String setting) throws IOException {
        EmbeddedPostgres.Builder careless = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig(setting, "off");
        try (EmbeddedPostgres server = careless.start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
            Migrations.run(url, "postgres", "", "postgres");
            DatabaseProblem problem =
                    catchThrowableOfType(DatabaseProblem.class, () -> JournalChecks.run(url, "postgres", ""));
            assertThat(problem).hasMessageContaining(setting + " is off");
        }
    }

    @Test
    void aSequenceThatHandsOutNumbersInAdvanceIsRefused() throws SQLException {
        superuser("ALTER SEQUENCE event_journal_ordering_seq CACHE 20");
        assertRefused("CACHE of event_journal_ordering_seq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "TRUNCATE", "UPDATE", "UPDATE (deleted)"})
    void aRoleThatMayChangeTheJournalIsRefused(String privilege) throws SQLException {
        superuser("GRANT " + privilege + " ON event_journal TO " + APP);
        assertRefused("role counterfoil_app may UPDATE, DELETE or TRUNCATE event_journal");
    }

    @Test
    void theOwnerIsRefusedAsApplicationRole() {
        DatabaseProblem problem = catchThrowableOfType(
                DatabaseProblem.class,
                () -> JournalChecks.run(database.url(), TestDatabase.OWNER, TestDatabase.OWNER_PASSWORD));
        assertThat(problem.kind()).isEqualTo(Kind.UNSAFE);
    }

    @Test
    void anotherEncodingThanUtf8IsRefused() throws SQLException {
        String latin = name() + "_latin1";
        superuser("CREATE DATABASE " + latin + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0 OWNER "
                + TestDatabase.OWNER);
        String url = database.url() + "_latin1";
        Migrations.run(url, TestDatabase.OWNER, TestDatabase.OWNER_PASSWORD, APP);
        DatabaseProblem problem =
                catchThrowableOfType(DatabaseProblem.class, () -> JournalChecks.run(url, APP, APP_PASSWORD));
        assertThat(problem).hasMessageContaining("server_encoding").hasMessageContaining("LATIN1");
    }

    @Test
    void aDatabaseThatWasNotMigratedIsRefused() {
        TestDatabase empty = TestDatabase.empty();
        DatabaseProblem problem =
                catchThrowableOfType(DatabaseProblem.class, () -> JournalChecks.run(empty.url(), APP, APP_PASSWORD));
        assertThat(problem).hasMessageContaining("run the migrations first");
    }

    @Test
    void aWrongPasswordIsToldFromAnUnsafeSetting() {
        DatabaseProblem problem =
                catchThrowableOfType(DatabaseProblem.class, () -> JournalChecks.run(database.url(), APP, "wrong"));
        assertThat(problem.kind()).isEqualTo(Kind.WRONG_PASSWORD);
    }

    private void assertRefused(String message) {
        DatabaseProblem problem =
                catchThrowableOfType(DatabaseProblem.class, () -> JournalChecks.run(database.url(), APP, APP_PASSWORD));
        assertThat(problem.kind()).isEqualTo(Kind.UNSAFE);
        assertThat(problem).hasMessageContaining(message);
        assertThat(problem.getMessage()).hasLineCount(1);
    }

    private String name() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private void superuser(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
