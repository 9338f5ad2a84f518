package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The faults that every build makes: three nodes, started once, under load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsClusterTest {
    private final Path folder = Workplace.of("faults");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private ChaosCluster cluster;

    @BeforeAll
    void start() throws Exception {
        System.out.println("chaos.seed=" + Chaos.seed());
        cluster = ChaosCluster.start(folder, 3);
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void aKilledNodeTakesNothingWithIt() throws Exception {
        try (Round round = Round.prepare("kill one of three", cluster, folder, Chaos.entities(), Client.Keys.SAME)) {
            round.under(Chaos.writesPerSecond(), Chaos.readsPerSecond());
            round.awaitWrites(Chaos.writes() / 4);
            ChaosNode victim = cluster.node(round.random().nextInt(3));
            long killed = round.mark("kill " + victim.name());
            victim.kill();
            round.awaitWrites(Chaos.writes() / 2);
            victim.launch();
            victim.awaitReady();
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            Set<String> moved = result.moved(killed);
            System.out.println(Result.heading());
            System.out.println(result.line("moved " + moved.size() + ", last stall "
                    + (result.lastStall(killed, moved::contains) - killed) / 1_000_000 + " ms after"));
            assertThat(result.verdict().isClean()).as(result.verdict() + "\n" + cluster.logs()).isTrue();
        }
    }
}
