package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The network parts one node from two others, while all three reach their database and their clients. Needs root, for
 * network namespaces; elsewhere it says so and ends.
 */
@Tag("chaos")
class PartitionClusterTest {
    private static final Duration CUT = Duration.ofSeconds(20);

    @Test
    void aMinorityRefusesAndRejoins() throws Exception {
        if (!Namespaces.arePossible()) {
            System.out.println("partition: not possible here, since this is not root with network namespaces");
            return;
        }
        Path folder = Workplace.of("partition");
        try (Namespaces network = Namespaces.make(3);
                Doors doors = new Doors()) {
            List<ChaosNode.Place> places =
                    IntStream.rangeClosed(1, 3).mapToObj(network::place).toList();
            try (ChaosCluster cluster = ChaosCluster.start(folder, places, doors)) {
                part(cluster, network, folder);
            }
        }
    }

    private static void part(ChaosCluster cluster, Namespaces network, Path folder) throws Exception {
        Report report = new Report(cluster);
        int alone = 1 + Chaos.random("partition").nextInt(3);
        ChaosNode minority = cluster.node(alone - 1);
        try (Round round = Round.prepare("partition", cluster, folder, Chaos.entities(), Client.Manner.CAREFUL)
                .under(Chaos.writesPerSecond(), Chaos.readsPerSecond())) {
            round.awaitWrites(Chaos.writes() / 5);
            long cut = round.mark("cut off " + minority.name());
            network.cutOff(alone);
            round.awaitMillis(CUT.toMillis());
            network.heal();
            long healed = round.mark("heal");
            cluster.revive(Duration.ofSeconds(1));
            long back = round.mark("all serve");
            round.awaitWrites(Chaos.writes() / 5);
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            long served = result.operations().stream()
                    .flatMap(operation -> operation.attempts().stream())
                    .filter(attempt -> attempt.node().equals(minority.name()) && attempt.isOk())
                    .filter(attempt -> attempt.begun() > cut && attempt.begun() < healed)
                    .mapToLong(Attempt::ended)
                    .max()
                    .orElse(cut);
            String figures = String.format(
                    Locale.ROOT,
                    "%s cut off: last 2xx after %d ms; all serve %d ms after healing",
                    minority.name(),
                    (served - cut) / 1_000_000,
                    (back - healed) / 1_000_000);
            report.safe(result, figures, Set.of());
            Report.atMost("until the minority refused", (served - cut) / 1_000_000, 10_000);
            Report.atMost("until all served after healing", (back - healed) / 1_000_000, 30_000);
            assertThat(result.moved(cut)).as("entities that moved").isNotEmpty();
        }
    }

    /** The databases' doors in every namespace. */
    private static final class Doors implements AutoCloseable, ChaosCluster.Entrance {
        private final List<Door> doors = new ArrayList<>();

        @Override
        public String hostFor(ChaosNode.Place place, Databases databases) throws java.io.IOException {
            String host = Namespaces.hostFor(Integer.parseInt(place.name().substring("node-".length())));
            for (int port : databases.ports()) {
                doors.add(Door.at(host, port));
            }
            return host;
        }

        @Override
        public void close() throws java.io.IOException {
            for (Door door : doors) {
                door.close();
            }
        }
    }
}
