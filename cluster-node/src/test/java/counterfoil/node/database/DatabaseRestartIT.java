package counterfoil.node.database;

import static counterfoil.node.database.DatabaseFixture.asApplication;
import static counterfoil.node.database.DatabaseFixture.asOwner;
import static counterfoil.node.database.DatabaseFixture.ask;
import static counterfoil.node.database.DatabaseFixture.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start makes of what it finds in its data folder. */
class DatabaseRestartIT {
    @TempDir
    Path temporary;

    private DatabaseFixture fixture;

    @BeforeEach
    void open() {
        // A shell would see three words, a variable and a quotation here.
        fixture = new DatabaseFixture(temporary.resolve("data of \"one\" $HOME"));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aRestartKeepsRowsPortAndPasswords() throws Exception {
        LocalDatabase first = fixture.start();
        try (Connection owner = asOwner(first)) {
            execute(owner, "CREATE TABLE fact AS SELECT 'kept' AS word");
        }
        first.stop();
        first.stop();
        assertThat(Postmaster.livingOn(fixture.server())).isEmpty();

        LocalDatabase second = fixture.start();

        assertThat(List.of(second.url(), second.ownerPassword(), second.appPassword()))
                .isEqualTo(List.of(first.url(), first.ownerPassword(), first.appPassword()));
        assertThat(second.wasAdopted()).isFalse();
        try (Connection owner = asOwner(second)) {
            assertThat(ask(owner, "SELECT word FROM fact")).isEqualTo("kept");
        }
    }

    @Test
    void passwordsAreSetAnewWhenTheirFileIsLost() throws Exception {
        LocalDatabase first = fixture.start();
        try (Connection owner = asOwner(first)) {
            execute(owner, "CREATE TABLE fact AS SELECT 'kept' AS word");
        }
        Files.delete(fixture.propertiesFile());

        LocalDatabase second = fixture.start();

        assertThat(second.wasAdopted()).isFalse();
        assertThat(second.ownerPassword()).isNotEqualTo(first.ownerPassword());
        try (Connection owner = asOwner(second)) {
            assertThat(ask(owner, "SELECT word FROM fact")).isEqualTo("kept");
        }
    }

    @Test
    void twoLayoutsLiveInOneDataFolder() throws SQLException {
        LocalDatabase journal = fixture.start();
        LocalDatabase keys = fixture.start(new DatabaseLayout("keys", "subject_keys", "keys_owner", "keys_app"));

        assertThat(keys.url()).endsWith("/subject_keys").isNotEqualTo(journal.url());
        assertThat(fixture.path.resolve("keys.properties")).exists();
        try (Connection owner = asOwner(keys)) {
            assertThat(ask(owner, "SELECT current_user")).isEqualTo("keys_owner");
        }
        journal.stop();
        try (Connection application = asApplication(keys)) {
            assertThat(ask(application, "SELECT 1")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @CsvSource({"17, older, pg_upgrade", "9.6, older, pg_upgrade", "99, newer, newer release"})
    void aFolderOfAnotherMajorVersionIsRefusedWithAWayOut(String version, String relation, String remedy)
            throws IOException {
        Files.createDirectories(fixture.server());
        Files.writeString(fixture.server().resolve("PG_VERSION"), version + "\n");

        assertRefused("PostgreSQL " + version, relation + " than PostgreSQL 18", remedy);
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndUntouched() throws IOException {
        Files.createDirectories(fixture.server());
        Path letter = Files.writeString(fixture.server().resolve("letter.txt"), "dear reader");

        assertRefused(fixture.server().toString(), "not a database folder");
        assertThat(letter).hasContent("dear reader");
    }

    @Test
    void anInterruptedFirstStartIsRepeated() throws IOException {
        Path half = fixture.path.resolve("postgres.new-123");
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");
        Files.createDirectories(fixture.server());

        LocalDatabase database = fixture.start();

        assertThat(half).doesNotExist();
        assertThat(database.url()).endsWith("/counterfoil");
        assertThat(fixture.server().resolve("PG_VERSION")).hasContent("18");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> fixture.start())
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }
}
