package counterfoil.chaos;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The faults that take longer than a build may, in the profile {@code chaos}. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ProfileClusterTest {
    private static final int STORMS = 20;

    private ChaosCluster cluster;
    private Report report;
    private Scenarios scenarios;
    private Pauses pauses;

    @BeforeAll
    void start() throws Exception {
        Path folder = Workplace.of("profile");
        cluster = ChaosCluster.start(folder, 3);
        report = new Report(cluster);
        scenarios = new Scenarios(cluster, folder, report);
        pauses = new Pauses(cluster, folder, report);
        scenarios.warmUp();
    }

    @AfterAll
    void stop() throws Exception {
        report.print();
        cluster.close();
    }

    @Test
    void theDeathOfTheOldestNodeIsNoOtherDeath() throws Exception {
        scenarios.kill("kill the oldest", cluster.oldest());
    }

    @Test
    void aMinorityAcknowledgesNothing() throws Exception {
        pauses.killTwo(cluster.node(0), cluster.node(1), cluster.node(2));
    }

    @Test
    void aNodeThatWasStoppedNeitherAcknowledgesNorServesOldReads() throws Exception {
        pauses.stopOne(cluster.node(Chaos.random("stopped").nextInt(3)));
    }

    @Test
    void aNodeThatWakesWhileTheOthersDecideDoesNeither() throws Exception {
        pauses.stopAroundTheDecision(Integer.getInteger("chaos.pauses", 6));
    }

    @Test
    void endedConnectionsLoseNothing() throws Exception {
        scenarios.endedConnections(STORMS);
    }

    @Test
    void growingAndShrinkingIsNotNoticed() throws Exception {
        scenarios.scale();
    }

    @Test
    void hotEntitiesAreLinearizable() throws Exception {
        scenarios.hot();
    }
}
