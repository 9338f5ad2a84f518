package counterfoil.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.sealer.HeadFolder;
import counterfoil.persistence.sealer.HeadKeeper;
import counterfoil.persistence.sealer.SealSettings;
import counterfoil.persistence.sealer.Sealer;
import counterfoil.persistence.sealer.Writers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from whatever transactions do to the journal, through two sealers, to a table that loses connections. */
class SealAndProjectIT {
    private static final int ROUNDS = Integer.getInteger("counterfoil.torture.rounds", 60);

    @TempDir
    Path folder;

    private Sealer sealer(TestDatabase database, String node) throws IOException {
        SealSettings settings = new SealSettings(
                "counterfoil.test/log",
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofHours(1));
        HeadKeeper heads = new HeadKeeper(
                (origin, size, root, at) -> origin + " " + size,
                Duration.ofMillis(500),
                HeadFolder.open(folder.resolve(node)),
                List.of(),
                InstantSource.system());
        String url = JdbcUrl.forSealer(database.url());
        return Sealer.start(
                settings,
                () -> DriverManager.getConnection(url, TestDatabase.APP, TestDatabase.APP_PASSWORD),
                heads,
                InstantSource.system(),
                lag -> {});
    }

    @Test
    void everyCommittedRowReachesTheTableOnceAndInTheOrderOfItsEntity() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database);
        AtomicInteger groups = new AtomicInteger();
        FaultyTable table = new FaultyTable(new AuditTable(), 1, (connection, events) -> {}, (connection, events) -> {
            if (groups.incrementAndGet() % 5 == 0) {
                connection.abort(Runnable::run);
            }
        });
        try (Sealer one = sealer(database, "one");
                Sealer two = sealer(database, "two");
                KeptTables tables = KeptTables.on(database, "counterfoil.read-tables { group-size = 50 }")) {
            tables.keep(table);
            Thread killer = Thread.ofPlatform().daemon().start(() -> killSealers(database));
            new Writers(database, ROUNDS, 0.4).run(6);
            killer.interrupt();
            killer.join();
            KeptTables.await(
                    "all is sealed",
                    () -> log.number("SELECT coalesce(max(size), 0) FROM seal_state")
                            == log.number("SELECT count(*) FROM event_journal"));
            KeptTables.awaitPosition(log, AuditTable.NAME, log.number("SELECT max(size) - 1 FROM seal_state"));
            assertThat(one.status().late() + two.status().late()).isZero();
        }
        assertThat(groups.get()).isGreaterThan(10);
        long rows = log.number("SELECT count(*) FROM event_journal");
        assertThat(log.number("SELECT count(*) FROM audit_entry")).isEqualTo(rows);
        assertThat(log.number("SELECT count(DISTINCT (entity, sequence_number)) FROM audit_entry"))
                .isEqualTo(rows);
        assertThat(log.number("""
                        SELECT count(*) FROM audit_entry a
                          JOIN event_journal j ON j.persistence_id = a.entity AND j.sequence_number = a.sequence_number
                        """)).isEqualTo(rows);
        assertThat(log.number("""
                        SELECT count(*) FROM (
                          SELECT sequence_number, row_number() OVER (PARTITION BY entity ORDER BY position) AS place
                            FROM audit_entry) AS a WHERE sequence_number <> place
                        """)).isZero();
    }

    private static void killSealers(TestDatabase database) {
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            while (!Thread.currentThread().isInterrupted()) {
                statement.execute("SELECT pg_sleep(0.5)");
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'counterfoil-sealer'");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
