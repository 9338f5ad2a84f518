package counterfoil.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.node.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Some nodes on one pair of databases, all of it gone when this is closed, or when this process ends. */
final class ChaosCluster implements AutoCloseable {
    private static final Entrance HERE = (place, databases) -> "127.0.0.1";
    private static final Duration START = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;
    private final Databases databases;
    private final List<ChaosNode> nodes = new CopyOnWriteArrayList<>();
    private final List<String> seeds;
    private final Thread supervisor = new Thread(this::supervise, "chaos-supervisor");
    private final AtomicInteger endedByThemselves = new AtomicInteger();
    private volatile boolean open = true;
    private final Thread lastResort = new Thread(this::destroyAll, "chaos-last-resort");

    private ChaosCluster(Path folder, Databases databases, List<String> seeds) {
        this.folder = folder;
        this.databases = databases;
        this.seeds = seeds;
        Runtime.getRuntime().addShutdownHook(lastResort);
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /** Starts databases and so many nodes; returns when all of them serve. */
    static ChaosCluster start(Path folder, int count) throws IOException {
        List<ChaosNode.Place> places = IntStream.rangeClosed(1, count)
                .mapToObj(
                        n -> new ChaosNode.Place("node-" + n, "127.0.0.1", FreePort.take(), FreePort.take(), List.of()))
                .toList();
        return start(folder, places, HERE);
    }

    /** By which address a node finds the databases, which listen on loopback. */
    @FunctionalInterface
    interface Entrance {
        String hostFor(ChaosNode.Place place, Databases databases) throws IOException;
    }

    /** Starts nodes at places of their own. */
    static ChaosCluster start(Path folder, List<ChaosNode.Place> places, Entrance entrance) throws IOException {
        List<String> seeds = places.stream().map(ChaosNode.Place::cluster).toList();
        ChaosCluster cluster = new ChaosCluster(folder, Databases.in(folder.resolve("databases")), seeds);
        try {
            for (ChaosNode.Place place : places) {
                cluster.add(place, entrance);
            }
            // The first one migrates and is the oldest member.
            cluster.node(0).launch();
            cluster.node(0).awaitReady();
            for (ChaosNode other : cluster.nodes().subList(1, places.size())) {
                other.launch();
            }
            for (ChaosNode node : cluster.nodes) {
                node.awaitReady();
            }
            return cluster;
        } catch (IOException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** A further node, not started. */
    private ChaosNode add(ChaosNode.Place place, Entrance entrance) throws IOException {
        Map<String, String> variables = new TreeMap<>(databases.variables(entrance.hostFor(place, databases)));
        if (Boolean.getBoolean("chaos.seeds")) {
            variables.put("COUNTERFOIL_CLUSTER_SEEDS", String.join(",", seeds));
        }
        List<String> options = List.of("--config", Configuration.write(folder).toString());
        ChaosNode node = new ChaosNode(place, folder.resolve(place.name()), options, variables);
        nodes.add(node);
        return node;
    }

    /** A further node on this machine, not started. */
    ChaosNode addHere(String name) throws IOException {
        return add(new ChaosNode.Place(name, "127.0.0.1", FreePort.take(), FreePort.take(), List.of()), HERE);
    }

    /** All nodes, whatever their condition. */
    List<ChaosNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Forgets a node that has ended. */
    void remove(ChaosNode node) {
        node.destroy();
        nodes.remove(node);
    }

    /** The node that was started first of those that run; singletons and the shard coordinator live there. */
    ChaosNode oldest() {
        return nodes.stream()
                .filter(ChaosNode::isAlive)
                .min(Comparator.comparingLong(ChaosNode::launchedAt))
                .orElseThrow();
    }

    /** The node that says of itself that it seals. */
    ChaosNode sealing() throws IOException {
        for (ChaosNode node : nodes) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.api() + "/health"))
                    .header("Authorization", "Bearer " + ChaosNode.TOKEN)
                    .build();
            try {
                String health =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (JSON.readTree(health).at("/seal/state").asText().equals("working")) {
                    return node;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("no node seals");
    }

    /** Another node than this one. */
    ChaosNode beside(ChaosNode node) {
        return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
    }

    ChaosNode node(int index) {
        return nodes.get(index);
    }

    Databases databases() {
        return databases;
    }

    /** What systemd or Kubernetes does: a node that ends although nobody told it to is started again. */
    private void supervise() {
        while (open) {
            LockSupport.parkNanos(LOOK_NANOS);
            for (ChaosNode node : nodes) {
                try {
                    if (open && node.hasEndedByItself()) {
                        System.out.println(node.name() + " ended by itself and is started again: " + node.lastLines(1));
                        endedByThemselves.incrementAndGet();
                        node.launch();
                    }
                } catch (IOException failed) {
                    System.err.println(node.name() + " could not be started again: " + failed);
                }
            }
        }
    }

    /** How often a node ended by itself since the start. */
    int endedByThemselves() {
        return endedByThemselves.get();
    }

    /**
     * Starts the nodes that are not running, and waits until all of them serve, those too that find out only now that they must
     * end.
     *
     * @param reconsider how long nodes may take to find out that they must end
     */
    void revive(Duration reconsider) throws IOException {
        long end = System.nanoTime() + reconsider.toNanos();
        boolean settled = false;
        while (!settled) {
            for (ChaosNode node : nodes) {
                if (!node.isAlive() && !node.hasEndedByItself()) {
                    node.launch();
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
            settled = System.nanoTime() > end && nodes.stream().allMatch(this::serves);
            if (System.nanoTime() > end + START.toNanos()) {
                nodes.stream().filter(node -> node.isAlive() && !serves(node)).forEach(ChaosNode::tellThreads);
                throw new IOException("not all nodes serve\n" + logs());
            }
        }
    }

    /** Whether the node says so itself: a process that waits to join is alive and does not serve. */
    private boolean serves(ChaosNode node) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.api() + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return node.isReady()
                    && http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The logs of all nodes, for a failure. */
    String logs() {
        StringBuilder logs = new StringBuilder();
        nodes.forEach(node -> logs.append(node.lastLines(25)).append('\n'));
        return logs.toString();
    }

    private void destroyAll() {
        open = false;
        nodes.forEach(ChaosNode::destroy);
        try {
            databases.close();
        } catch (IOException unstopped) {
            System.err.println("the databases of a chaos run were not stopped: " + unstopped);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        nodes.forEach(ChaosNode::destroy);
        databases.close();
        Workplace.remove(folder.resolve("databases"));
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
