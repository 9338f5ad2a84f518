package counterfoil.chaos;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The faults that every build makes: three nodes, started once, under load. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class FaultsClusterTest {
    private ChaosCluster cluster;
    private Report report;
    private Scenarios scenarios;

    @BeforeAll
    void start() throws Exception {
        Path folder = Workplace.of("faults");
        cluster = ChaosCluster.start(folder, 3);
        report = new Report(cluster);
        scenarios = new Scenarios(cluster, folder, report);
        scenarios.warmUp();
    }

    @AfterAll
    void stop() throws Exception {
        report.print();
        cluster.close();
    }

    @Test
    void aKilledNodeTakesNothingWithIt() throws Exception {
        int victim = Chaos.random("victim").nextInt(3);
        scenarios.kill("kill one of three", cluster.node(victim));
    }

    @Test
    void aRollingRestartIsNotNoticed() throws Exception {
        scenarios.rollingRestart();
    }

    @Test
    void aKilledDatabaseTakesNothingWithIt() throws Exception {
        scenarios.databaseKill();
    }
}
