package counterfoil.chaos;

import counterfoil.node.Awaited;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One class of fault: entities of its own, load on them while faults happen, and the judgement of what was seen. */
final class Round implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final String name;
    private final ChaosCluster cluster;
    private final History history;
    private final Client client;
    private final List<String> entities;
    private final Load load;
    private final Random random;

    private Round(
            String name, ChaosCluster cluster, History history, Client client, List<String> entities, Random random) {
        this.name = name;
        this.cluster = cluster;
        this.history = history;
        this.client = client;
        this.entities = entities;
        this.random = random;
        this.load = new Load(client, history, entities, random);
    }

    /** Lists so many instruments through the client. */
    static Round prepare(String name, ChaosCluster cluster, Path folder, int entities, Client.Manner manner)
            throws IOException {
        Client client = new Client(manner);
        client.use(cluster.nodes());
        Client careful = new Client(Client.Manner.CAREFUL);
        careful.use(cluster.nodes());
        String prefix = "X" + Integer.toString(name.hashCode() & 0xfffff, 36).toUpperCase(Locale.ROOT);
        List<String> listed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < entities; i++) {
                String ticker = prefix + i;
                asked.add(threads.submit(() -> careful.list(ticker)));
            }
            for (Future<String> id : asked) {
                listed.add(id.get());
            }
        } catch (ExecutionException failed) {
            throw new IOException(name + ": " + failed.getCause(), failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        String file = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".ndjson";
        History history = new History(folder.resolve(file));
        history.mark("seed " + Chaos.seed());
        return new Round(name, cluster, history, client, listed, Chaos.random(name));
    }

    Round under(int writesPerSecond, int readsPerSecond) {
        load.start(writesPerSecond, readsPerSecond);
        return this;
    }

    String name() {
        return name;
    }

    Client client() {
        return client;
    }

    History history() {
        return history;
    }

    Random random() {
        return random;
    }

    /** A second load on the same entities that asks only one node, in a manner of its own. */
    Load asking(ChaosNode node, Client.Manner manner) {
        Client only = new Client(manner);
        only.use(List.of(node));
        return load.beside(only, random);
    }

    /** Begins nothing more and waits for what is under way. */
    void endLoad() {
        load.close();
    }

    List<String> entities() {
        return entities;
    }

    /** Notes a fault; returns its instant. */
    long mark(String what) {
        return history.mark(what);
    }

    /** Waits until so many more appends were begun. */
    void awaitWrites(int more) throws Exception {
        int goal = load.writes() + more;
        Awaited.until(PATIENCE, () -> load.writes() >= goal);
    }

    /** Waits until so many appends were begun in all. */
    void awaitWritesInAll(int number) throws Exception {
        Awaited.until(PATIENCE, () -> load.writes() >= number);
    }

    /** Lets the load go on for a while. */
    void awaitSeconds(long seconds) {
        awaitMillis(1_000 * seconds);
    }

    void awaitMillis(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    void awaitOperationsInAll(int number) throws Exception {
        Awaited.until(PATIENCE, () -> load.operations() >= number);
    }

    /** What was seen until this instant, not judged. */
    Result seen() {
        return new Result(name, history.operations(), history.marks(), Map.of(), new Verdict());
    }

    /** Ends the load and judges. */
    Result judge() throws SQLException, IOException {
        load.close();
        try (Connection connection = cluster.databases().asOwner()) {
            Map<String, List<Entry>> journal = JournalOrder.read(connection, entities);
            history.order(journal);
            List<Operation> operations = history.operations();
            Verdict verdict = Checker.check(operations, journal);
            return new Result(name, operations, history.marks(), journal, verdict);
        }
    }

    @Override
    public void close() throws IOException {
        load.close();
        history.close();
    }
}
