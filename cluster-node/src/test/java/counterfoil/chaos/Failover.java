package counterfoil.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Measures how soon a cluster of three answers for everything again when a node is killed, and when one is told to end. */
public final class Failover implements AutoCloseable {
    /** As many instruments as fit one request of a stream. */
    private static final int ENTITIES = 150;

    private static final int WRITES_PER_SECOND = 100;
    private static final int READS_PER_SECOND = 200;
    private static final int SECONDS_AFTER_A_KILL = 20;
    private static final int SECONDS_BEFORE = 6;

    private final Path folder;
    private final ChaosCluster cluster;

    private Failover(Path folder, ChaosCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    /** Starts three nodes of the heap and compiler that the properties {@code chaos.heap} and {@code chaos.tier} say. */
    public static Failover start() throws IOException {
        Path folder = Workplace.of("failover");
        return new Failover(folder, ChaosCluster.start(folder, 3));
    }

    /**
     * What one death came to.
     *
     * @param entities that moved
     * @param backMillis from the death until the last operation that it held up was answered; for a node that ends in good
     *     order the longest operation
     * @param othersP99Millis of the entities that did not move, meanwhile
     * @param othersFailed operations of those that failed
     * @param others operations of those
     * @param silenceMillis longest time without a fact in the stream of a node that lives on
     */
    public record Death(
            int entities, long backMillis, long othersP99Millis, long othersFailed, int others, long silenceMillis) {}

    /** kill -9 of the node that seals, again and again; each is started again before the next. */
    public List<Death> kills(int times, Consumer<String> told) throws Exception {
        List<Death> deaths = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            ChaosNode victim = cluster.sealing();
            try (Round round = underLoad("kill " + time);
                    Listener listener = Listener.to(cluster.beside(victim), round.entities())) {
                round.awaitSeconds(SECONDS_BEFORE);
                long killed = round.mark("kill " + victim.name());
                victim.kill();
                round.awaitSeconds(SECONDS_AFTER_A_KILL);
                Result result = judged(round);
                Set<String> moved = result.moved(killed);
                long back = result.lastStall(killed, moved::contains) - killed;
                deaths.add(death(result, moved, killed, back, silence(listener, killed)));
            }
            told.accept("kill " + time + " of " + times + ": " + deaths.getLast());
            victim.launch();
            victim.awaitReady();
        }
        return deaths;
    }

    private static long silence(Listener listener, long from) {
        if (!listener.isOrdered() || listener.facts() == 0) {
            throw new IllegalStateException(
                    "a stream of " + listener.facts() + " facts, in order: " + listener.isOrdered());
        }
        return listener.longestSilenceMillis(from, from + TimeUnit.SECONDS.toNanos(SECONDS_AFTER_A_KILL - 2));
    }

    /** SIGTERM of one node, again and again. */
    public List<Death> ends(int times, Consumer<String> told) throws Exception {
        List<Death> deaths = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            ChaosNode leaving = cluster.node(time % 3);
            try (Round round = underLoad("end " + time);
                    Listener listener = Listener.to(cluster.beside(leaving), round.entities())) {
                round.awaitSeconds(SECONDS_BEFORE);
                long begun = round.mark("terminate " + leaving.name());
                leaving.terminate();
                leaving.awaitEnd();
                round.awaitSeconds(SECONDS_BEFORE);
                long silence = listener.longestSilenceMillis(begun, System.nanoTime());
                Result result = judged(round);
                long longest = result.operations().stream()
                        .filter(operation -> operation.returned() > begun)
                        .mapToLong(Operation::nanos)
                        .max()
                        .orElse(0);
                deaths.add(death(result, result.moved(begun), begun, longest, silence));
            }
            told.accept("SIGTERM " + time + " of " + times + ": " + deaths.getLast());
            leaving.launch();
            leaving.awaitReady();
        }
        return deaths;
    }

    private Round underLoad(String name) throws IOException {
        return Round.prepare(name, cluster, folder, ENTITIES, Client.Manner.CAREFUL)
                .under(WRITES_PER_SECOND, READS_PER_SECOND);
    }

    private static Result judged(Round round) throws Exception {
        Result result = round.judge();
        if (!result.verdict().isClean()) {
            throw new IllegalStateException(result.name() + ": " + result.verdict());
        }
        return result;
    }

    private static Death death(Result result, Set<String> moved, long at, long backNanos, long silence) {
        List<Operation> others = result.between(at, at + Math.max(backNanos, 1_000_000_000L))
                .filter(operation -> !moved.contains(operation.entity()))
                .toList();
        return new Death(
                moved.size(),
                backNanos / 1_000_000,
                Result.percentileMillis(others.stream(), 99),
                others.stream().filter(operation -> !operation.isOk()).count(),
                others.size(),
                silence);
    }

    /** Smallest, middle and largest of some figures. */
    public static String spread(List<Death> deaths, ToLongFunction<Death> figure) {
        long[] sorted = deaths.stream().mapToLong(figure).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "min %,d, median %,d, max %,d",
                sorted[0],
                sorted[sorted.length / 2],
                sorted[sorted.length - 1]);
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
