package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.chaos.Operation.Append;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Positive controls: faults that do lose, repeat and forget, made on the real system on purpose. A harness that did not report
 * them would prove nothing when it reports that all is well.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class ControlsClusterTest {
    private static final int ENTITIES = 10;
    private static final int MOST_CRASHES = 5;
    private static final Duration IMPATIENCE = Duration.ofMillis(400);

    private Path folder;
    private ChaosCluster cluster;
    private Report report;

    @BeforeAll
    void start() throws Exception {
        folder = Workplace.of("controls");
        cluster = ChaosCluster.start(folder, 1);
        report = new Report(cluster);
    }

    @AfterAll
    void stop() throws Exception {
        report.print();
        cluster.close();
    }

    /** The owner of the tables can switch the trigger off and take a row away; its clients still know better. */
    @Test
    @Order(1)
    void aRemovedRowIsReported() throws Exception {
        try (Round round = prepare("control: removed row", Client.Manner.CAREFUL)) {
            round.under(60, 60);
            round.awaitWritesInAll(150);
            round.endLoad();
            Result before = round.judge();
            assertThat(before.verdict().isClean())
                    .as(before.verdict().toString())
                    .isTrue();
            remove(before);
            Result after = round.judge();
            report.add(after, "one acknowledged append removed");
            assertThat(after.verdict().count(Rule.LOST)).isEqualTo(1);
        }
    }

    private void remove(Result result) throws Exception {
        Append victim = result.operations().stream()
                .filter(operation -> operation instanceof Append && operation.isOk())
                .map(Append.class::cast)
                .findFirst()
                .orElseThrow();
        try (Connection owner = cluster.databases().asOwner();
                Statement trigger = owner.createStatement();
                PreparedStatement delete = owner.prepareStatement("DELETE FROM event_journal WHERE persistence_id = ?"
                        + " AND convert_from(event_payload, 'UTF8')::jsonb #>> '{cause,command_id}' = ?")) {
            trigger.execute("ALTER TABLE event_journal DISABLE TRIGGER append_only");
            delete.setString(1, "stock|" + victim.entity());
            delete.setString(2, victim.commands().getFirst());
            assertThat(delete.executeUpdate()).isPositive();
            trigger.execute("ALTER TABLE event_journal ENABLE ALWAYS TRIGGER append_only");
        }
    }

    /** A client that asks again under a new key, because it did not wait: the same append is another command. */
    @Test
    @Order(2)
    void clientsWithoutIdempotencyRepeatThemselvesAndAreReported() throws Exception {
        Client.Manner careless = new Client.Manner(Client.Keys.NEW, IMPATIENCE, Duration.ofSeconds(4));
        try (Round round = prepare("control: new key per try", careless)) {
            round.under(60, 60);
            for (int pause = 0; pause < 2; pause++) {
                round.awaitWrites(60);
                round.mark("pause");
                cluster.node(0).pause();
                round.awaitMillis(1_200);
                cluster.node(0).wake();
            }
            round.awaitWrites(60);
            Result result = round.judge();
            report.add(result, "two pauses of 1.2 s, clients wait 0.4 s");
            assertThat(result.verdict().count(Rule.TWICE))
                    .as(result.verdict().toString())
                    .isPositive();
            assertThat(result.verdict().count(Rule.LOST)).isZero();
        }
    }

    /**
     * Commits that do not wait for the disk: the server loses what it had acknowledged. A node would refuse to start on such
     * a server, so the setting comes after the start. The journal is damaged from here on.
     */
    @Test
    @Order(3)
    void commitsThatDoNotWaitLoseRowsAndAreReported() throws Exception {
        Client.Manner brief = Client.Manner.CAREFUL.withBudget(Duration.ofSeconds(2));
        cluster.databases()
                .asSuperuser(
                        "ALTER SYSTEM SET synchronous_commit = off",
                        "ALTER SYSTEM SET wal_writer_delay = '10s'",
                        "ALTER SYSTEM SET wal_writer_flush_after = '64MB'",
                        "SELECT pg_reload_conf()");
        int lost = 0;
        for (int crash = 0; crash < MOST_CRASHES && lost == 0; crash++) {
            try (Round round = prepare("control: synchronous_commit off " + crash, brief)) {
                round.under(60, 60);
                round.awaitWrites(150 + round.random().nextInt(150));
                round.mark("kill PostgreSQL");
                cluster.databases().kill();
                round.endLoad();
                cluster.databases().start();
                Result result = round.judge();
                report.add(result, "crash " + (crash + 1));
                lost = result.verdict().count(Rule.LOST);
            }
        }
        assertThat(lost)
                .as("acknowledged appends that a crash lost, in at most " + MOST_CRASHES + " crashes")
                .isPositive();
    }

    private Round prepare(String name, Client.Manner manner) throws Exception {
        return Round.prepare(name, cluster, folder, ENTITIES, manner);
    }
}
