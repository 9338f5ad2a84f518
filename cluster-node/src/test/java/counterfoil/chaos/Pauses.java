package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Nodes that are gone without being dead: stopped where they stand, or all but one of them killed. */
final class Pauses {
    private static final Duration PAUSE = Duration.ofSeconds(25);
    private static final long PROBED_MILLIS = 2_000;
    /** By when what a majority had granted has ended, in nanoseconds: 3 s, and as much again for the last answers. */
    private static final long GRANTED = 6_000_000_000L;

    private static final Duration RECONSIDER = Duration.ofSeconds(20);

    private final ChaosCluster cluster;
    private final Path folder;
    private final Report report;

    Pauses(ChaosCluster cluster, Path folder, Report report) {
        this.cluster = cluster;
        this.folder = folder;
        this.report = report;
    }

    /** SIGSTOP for much longer than the others wait: they go on without the node, and it may not come back as it was. */
    void stopOne(ChaosNode victim) throws Exception {
        try (Round round = underLoad("SIGSTOP for 25 s")) {
            round.awaitWrites(Chaos.writes() / 5);
            long woken = stop(round, victim, PAUSE.toMillis());
            cluster.revive(RECONSIDER);
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            report.safe(result, answersOf(victim, result, woken), Set.of(victim.name()));
        }
    }

    /** SIGSTOP about as long as the others wait: the node wakes before, while and after they take its entities over. */
    void stopAroundTheDecision(int times) throws Exception {
        try (Round round = underLoad("SIGSTOP for 4 to 14 s")) {
            round.awaitWrites(Chaos.writes() / 5);
            StringBuilder figures = new StringBuilder();
            for (int time = 0; time < times; time++) {
                ChaosNode victim = cluster.node(round.random().nextInt(3));
                long pause = 4_000L + round.random().nextInt(10_000);
                long woken = stop(round, victim, pause);
                cluster.revive(RECONSIDER);
                Result so = round.seen();
                figures.append(pause)
                        .append(" ms: ")
                        .append(answersOf(victim, so, woken))
                        .append("; ");
            }
            round.awaitWritesInAll(Chaos.writes());
            report.safe(round.judge(), figures.toString(), Set.of("node-1", "node-2", "node-3"));
        }
    }

    /**
     * Stops a node for a while and returns when it woke. Clients ask it before it wakes and after, reads above all, and wait for
     * long: whatever it still answers from its old memory is in the history.
     */
    private static long stop(Round round, ChaosNode victim, long millis) throws IOException {
        Client.Manner patient = new Client.Manner(Client.Keys.SAME, Duration.ofSeconds(10), Duration.ofSeconds(12));
        round.mark("stop " + victim.name());
        victim.pause();
        round.awaitMillis(millis - PROBED_MILLIS);
        try (Load probes = round.asking(victim, patient).start(20, 60)) {
            round.awaitMillis(PROBED_MILLIS);
            long woken = round.mark("wake " + victim.name());
            victim.wake();
            round.awaitMillis(2 * PROBED_MILLIS);
            round.mark("probes of " + victim.name() + " end after " + probes.operations());
            return woken;
        }
    }

    /** What a node answered in the ten seconds after it woke. */
    private static String answersOf(ChaosNode node, Result result, long woken) {
        long[] counts = new long[2];
        result.operations().stream()
                .flatMap(operation -> operation.attempts().stream())
                .filter(attempt -> attempt.node().equals(node.name()))
                .filter(attempt -> attempt.ended() > woken && attempt.ended() < woken + 10_000_000_000L)
                .filter(Attempt::isAnswered)
                .forEach(attempt -> counts[attempt.isOk() ? 0 : 1]++);
        return "woken, " + node.name() + " answered " + counts[0] + " by 2xx and " + counts[1] + " by 503";
    }

    /**
     * Two of three at once: the third is a minority and may not go on as it was. Once it has found that out it ends; started
     * again it waits until the database takes the dead ones for gone, and may then serve alone.
     */
    void killTwo(ChaosNode left, ChaosNode one, ChaosNode other) throws Exception {
        try (Round round = underLoad("kill two of three")) {
            round.awaitWrites(Chaos.writes() / 5);
            long killed = round.mark("kill " + one.name() + " and " + other.name());
            one.kill();
            other.kill();
            round.awaitSeconds(20);
            long begun = round.mark("start what is not running");
            cluster.revive(RECONSIDER);
            long served = round.mark("all serve");
            round.awaitWrites(Chaos.writes() / 5);
            round.awaitWritesInAll(Chaos.writes());
            Result result = round.judge();
            long ended = left.launchedAt() > killed ? Math.min(left.launchedAt(), begun) : begun;
            long acknowledged = result.operations().stream()
                    .filter(operation -> operation instanceof Operation.Append && operation.isOk())
                    .filter(operation -> operation.returned() > killed + GRANTED && operation.returned() < ended)
                    .count();
            String figures = String.format(
                    Locale.ROOT,
                    "%d writes acknowledged from %d to %d ms after; all three serve %d ms after the start",
                    acknowledged,
                    GRANTED / 1_000_000,
                    (ended - killed) / 1_000_000,
                    (served - begun) / 1_000_000);
            report.safe(result, figures, Set.of());
            assertThat(acknowledged).as("writes that a minority acknowledged").isZero();
        }
    }

    private Round underLoad(String name) throws IOException {
        return Round.prepare(name, cluster, folder, Chaos.entities(), Client.Manner.CAREFUL)
                .under(Chaos.writesPerSecond(), Chaos.readsPerSecond());
    }
}
