package counterfoil.persistence.projection;

import static counterfoil.persistence.projection.LogFixture.bars;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** Whatever fails in between, each event is in the table once, in its place. */
final class ExactlyOnceIT {
    private static final String SMALL_GROUPS = "counterfoil.read-tables { group-size = 50, page-size = 120 }";

    private static List<Fact> facts(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(bars("entity-" + i % 17, i));
        }
        return facts;
    }

    /** The table against the journal: every row of it, in its entity's order, at the position of its number. */
    private static void assertEachEventIsThereOnce(LogFixture log, int count) throws SQLException {
        assertThat(log.number("SELECT count(*) FROM audit_entry")).isEqualTo(count);
        assertThat(log.number("SELECT count(DISTINCT position) FROM audit_entry"))
                .isEqualTo(count);
        assertThat(log.number("SELECT max(position) FROM audit_entry")).isEqualTo(count - 1);
        assertThat(log.number("""
                        SELECT count(*) FROM audit_entry a
                          JOIN event_journal j ON j.persistence_id = a.entity AND j.sequence_number = a.sequence_number
                        """)).isEqualTo(count);
    }

    @Test
    void afterConnectionsThatBreakInTheMidstOfGroups() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(5_000));
        AtomicInteger groups = new AtomicInteger();
        // Every seventh group loses its connection after its rows are written, as when the server ends it.
        FaultyTable table = new FaultyTable(new AuditTable(), 1, (connection, events) -> {}, (connection, events) -> {
            if (groups.incrementAndGet() % 7 == 0) {
                kill(database, connection);
            }
        });
        try (KeptTables tables = KeptTables.on(database, SMALL_GROUPS)) {
            tables.keep(table);
            KeptTables.awaitPosition(log, AuditTable.NAME, 4_999);
        }
        assertThat(groups.get()).isGreaterThan(100);
        assertEachEventIsThereOnce(log, 5_000);
    }

    private static void kill(TestDatabase database, Connection connection) throws SQLException {
        int process;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            process = rows.getInt(1);
        }
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + process + ", 5000)");
        }
    }

    @Test
    void afterCommitsOfWhichNobodyHeardTheAnswer() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        log.add(facts(3_000));
        AtomicInteger commits = new AtomicInteger();
        try (KeptTables tables = KeptTables.on(database, SMALL_GROUPS)) {
            // The commit takes place, then the connection breaks before its answer: the group is tried again.
            Connections deaf = () -> DeafConnection.of(tables.connections.open(), commits, 11);
            tables.keep(new AuditTable(), deaf);
            KeptTables.awaitPosition(log, AuditTable.NAME, 2_999);
        }
        assertThat(commits.get()).isGreaterThan(60);
        assertEachEventIsThereOnce(log, 3_000);
    }

    @Test
    void withTwoKeepersAtTheSameTime() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        try (KeptTables one = KeptTables.on(database, SMALL_GROUPS);
                KeptTables other = KeptTables.on(database, SMALL_GROUPS)) {
            one.keep(new AuditTable());
            other.keep(new AuditTable());
            for (int i = 0; i < 10; i++) {
                log.add(facts(200));
            }
            KeptTables.awaitPosition(log, AuditTable.NAME, 1_999);
        }
        assertEachEventIsThereOnce(log, 2_000);
    }

    @Test
    void acrossKeepersThatEndAndBegin() throws Exception {
        TestDatabase database = TestDatabase.shared();
        LogFixture log = new LogFixture(database).open(1);
        try (KeptTables tables = KeptTables.on(database, SMALL_GROUPS)) {
            for (int i = 1; i <= 5; i++) {
                log.add(facts(300));
                ActorRef<TableKeeper.Command> keeper = tables.keep(new AuditTable());
                KeptTables.awaitPosition(log, AuditTable.NAME, i * 300L - 200);
                tables.stop(keeper);
            }
            tables.keep(new AuditTable());
            KeptTables.awaitPosition(log, AuditTable.NAME, 1_499);
        }
        assertEachEventIsThereOnce(log, 1_500);
    }
}
