package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Faults of nodes, each under load, with the figures that must hold. */
final class Scenarios {
    private final ChaosCluster cluster;
    private final Path folder;
    private final Report report;

    Scenarios(ChaosCluster cluster, Path folder, Report report) {
        this.cluster = cluster;
        this.folder = folder;
        this.report = report;
    }

    Round underLoad(String name) throws IOException {
        return Round.prepare(name, cluster, folder, Chaos.entities(), Client.Manner.CAREFUL)
                .under(Chaos.writesPerSecond(), Chaos.readsPerSecond());
    }

    /** Half of the load and no fault: nodes that compile their code while they are killed show the compiler's figures. */
    void warmUp() throws Exception {
        int seconds = Chaos.warmUpSeconds();
        if (seconds == 0) {
            return;
        }
        try (Round round = Round.prepare("warm-up", cluster, folder, Chaos.entities(), Client.Manner.CAREFUL)) {
            round.under(Chaos.writesPerSecond() / 2, Chaos.readsPerSecond() / 2).awaitSeconds(seconds);
            report.safe(round.judge(), "no fault", Set.of());
        }
    }

    /** kill -9: its entities answer again within 12 s, the others hardly notice. */
    void kill(String name, ChaosNode victim) throws Exception {
        try (Round round = underLoad(name)) {
            round.awaitWrites(Chaos.writes() / 5);
            long killed = round.mark("kill " + victim.name());
            victim.kill();
            round.awaitSeconds(15);
            victim.launch();
            victim.awaitReady();
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            Set<String> moved = result.moved(killed);
            long back = result.lastStall(killed, moved::contains);
            List<Operation> others = result.between(killed, back)
                    .filter(operation -> !moved.contains(operation.entity()))
                    .toList();
            long p99 = Result.percentileMillis(others.stream(), 99);
            long failed = others.stream().filter(operation -> !operation.isOk()).count();
            String figures = String.format(
                    Locale.ROOT,
                    "%d entities moved, all back after %d ms; others: %d operations, p99 %d ms, %d failed",
                    moved.size(),
                    millis(back - killed),
                    others.size(),
                    p99,
                    failed);
            report.safe(result, figures, Set.of());
            assertThat(moved).as("entities of the killed node").isNotEmpty();
            Report.atMost("until the entities of a killed node answered again", millis(back - killed), 12_000);
            Report.atMost("p99 of the other entities", p99, 500);
            assertThat(failed).as("failed operations of other entities").isLessThanOrEqualTo(others.size() / 1_000);
        }
    }

    /** Every node in turn ends in good order and comes back; no client sees a failure. */
    void rollingRestart() throws Exception {
        try (Round round = underLoad("rolling restart")) {
            round.awaitWrites(Chaos.writes() / 5);
            long begun = System.nanoTime();
            for (ChaosNode node : cluster.nodes()) {
                round.mark("terminate " + node.name());
                node.terminate();
                node.awaitEnd();
                round.mark("start " + node.name());
                node.launch();
                node.awaitReady();
            }
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            long stall = Result.longestMillis(result.between(begun, Long.MAX_VALUE));
            long failed = result.operations().stream()
                    .filter(operation -> !operation.isOk())
                    .count();
            report.safe(result, "longest stall " + stall + " ms, " + failed + " failed", Set.of());
            assertThat(failed)
                    .as("operations that failed during a rolling restart")
                    .isZero();
            Report.atMost("the longest stall of a rolling restart", stall, 5_000);
        }
    }

    /** The database dies and comes back: 503 at once meanwhile, reads from memory go on, writes resume. */
    void databaseKill() throws Exception {
        try (Round round = underLoad("kill PostgreSQL")) {
            round.awaitWrites(Chaos.writes() / 5);
            long killed = round.mark("kill PostgreSQL");
            cluster.databases().kill();
            round.awaitSeconds(6);
            round.mark("start PostgreSQL");
            cluster.databases().start();
            long accepts = round.mark("PostgreSQL accepts");
            round.awaitSeconds(12);
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            Outage outage = Outage.of(result, killed, accepts);
            report.safe(result, outage.toString(), Set.of());
            outage.requireGoals();
        }
    }

    /** Connections to the database are ended again and again. */
    void endedConnections(int storms) throws Exception {
        try (Round round = underLoad("ended connections")) {
            round.awaitWrites(Chaos.writes() / 5);
            int ended = 0;
            for (int storm = 0; storm < storms; storm++) {
                int connections = cluster.databases().terminateConnections();
                round.mark("ended " + connections + " connections");
                ended += connections;
                round.awaitMillis(500 + round.random().nextInt(3_000));
            }
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            report.safe(result, ended + " connections ended in " + storms + " storms", Set.of());
            assertThat(ended).as("connections ended").isGreaterThan(storms);
        }
    }

    /** One more node comes and goes; no client sees a failure. */
    void scale() throws Exception {
        try (Round round = underLoad("3 to 4 to 3 nodes")) {
            round.awaitWrites(Chaos.writes() / 4);
            round.mark("start node-4");
            ChaosNode fourth = cluster.addHere("node-4");
            fourth.launch();
            fourth.awaitReady();
            round.client().use(cluster.nodes());
            round.awaitWrites(Chaos.writes() / 4);
            round.mark("terminate node-4");
            fourth.terminate();
            fourth.awaitEnd();
            round.awaitWritesInAll(Chaos.writes());
            cluster.remove(fourth);
            Result result = round.judge();
            long failed = result.operations().stream()
                    .filter(operation -> !operation.isOk())
                    .count();
            report.safe(result, failed + " failed", Set.of());
            assertThat(failed)
                    .as("operations that failed while the cluster grew and shrank")
                    .isZero();
        }
    }

    /** Few entities, many clients, nothing else happens but one kill: the check for linearizability. */
    void hot() throws Exception {
        int rate = Chaos.writesPerSecond() + Chaos.readsPerSecond();
        String name = "hot entities";
        try (Round round = Round.prepare(name, cluster, folder, Chaos.hotEntities(), Client.Manner.CAREFUL)) {
            round.under(rate / 3, rate - rate / 3);
            round.awaitOperationsInAll(Chaos.hotOperations() / 2);
            ChaosNode victim = cluster.node(round.random().nextInt(3));
            round.mark("kill " + victim.name());
            victim.kill();
            victim.launch();
            victim.awaitReady();
            round.awaitOperationsInAll(Chaos.hotOperations());
            Result result = round.judge();
            report.safe(result, result.operations().size() + " operations", Set.of());
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
