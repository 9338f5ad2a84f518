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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a started database is: durable, private, with two roles of few rights. */
class LocalDatabaseIT {
    @TempDir
    static Path temporary;

    private static DatabaseFixture fixture;
    private static LocalDatabase database;

    @BeforeAll
    static void start() {
        fixture = new DatabaseFixture(temporary);
        database = fixture.start();
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
    }

    @Test
    void aFirstStartMakesADurableServerForThisMachineOnly() throws Exception {
        try (Connection owner = asOwner(database);
                Connection superuser = fixture.asSuperuser()) {
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                    .allSatisfy(setting -> assertThat(ask(owner, "SHOW " + setting))
                            .as(setting)
                            .isEqualTo("on"));
            assertThat(ask(owner, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(owner, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(owner, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(owner, "SHOW max_connections")).isEqualTo("100");
            assertThat(ask(superuser, "SHOW unix_socket_directories")).isEmpty();
            assertThat(ask(owner, "SELECT current_database()")).isEqualTo("counterfoil");
        }
        assertThat(database.wasAdopted()).isFalse();
    }

    @Test
    void everyPasswordIsNeededAndKeptAsScram() throws Exception {
        try (Connection superuser = fixture.asSuperuser()) {
            assertThat(ask(
                            superuser,
                            "SELECT string_agg(DISTINCT split_part(rolpassword, '$', 1), ',') FROM pg_authid"
                                    + " WHERE rolcanlogin"))
                    .isEqualTo("SCRAM-SHA-256");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.appUser(), "guessed"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(List.of(database.ownerPassword(), database.appPassword()))
                .allSatisfy(password -> assertThat(password).matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void theApplicationMayConnectAndNothingElse() throws SQLException {
        try (Connection owner = asOwner(database);
                Connection application = asApplication(database)) {
            execute(owner, "CREATE TABLE fact (number int)");
            for (String forbidden : List.of(
                    "CREATE TABLE mine (number int)",
                    "CREATE TEMP TABLE mine (number int)",
                    "CREATE SCHEMA mine",
                    "CREATE ROLE mine",
                    "CREATE DATABASE mine",
                    "ALTER SYSTEM SET fsync = off",
                    "SELECT * FROM fact",
                    "DROP TABLE fact",
                    "COPY (SELECT 1) TO PROGRAM 'true'",
                    "SET ROLE counterfoil_owner")) {
                assertThatThrownBy(() -> execute(application, forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isIn("42501"));
            }
            execute(owner, "GRANT INSERT, SELECT ON fact TO counterfoil_app");
            execute(application, "INSERT INTO fact VALUES (1)");
            assertThat(ask(application, "SELECT number FROM fact")).isEqualTo("1");
        }
    }

    @Test
    void neitherOwnerNorApplicationIsASuperuserOrSeesAnotherDatabase() throws SQLException {
        try (Connection owner = asOwner(database)) {
            assertThat(ask(
                            owner,
                            "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'counterfoil%' AND NOT (rolsuper OR"
                                    + " rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"))
                    .isEqualTo("2");
        }
        String elsewhere = database.url().replace("/counterfoil", "/postgres");
        assertThatThrownBy(() -> DriverManager.getConnection(elsewhere, database.ownerUser(), database.ownerPassword()))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void thePropertiesFileTellsItsOwnerAloneHowToConnect() throws IOException {
        Properties properties = fixture.properties();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.propertiesFile())))
                .isEqualTo("rw-------");
        assertThat(properties).containsEntry("url", database.url()).containsEntry("user", "counterfoil_owner");
        assertThat(properties).containsEntry("password", database.ownerPassword());
        assertThat(properties).containsEntry("app_user", "counterfoil_app");
        assertThat(properties).containsEntry("app_password", database.appPassword());
        assertThat(database.url()).matches("jdbc:postgresql://127\\.0\\.0\\.1:2[0-4]\\d{3}/counterfoil");
    }
}
