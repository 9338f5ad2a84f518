package counterfoil.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Some nodes on one pair of databases, all of it gone when this is closed, or when this process ends. */
final class ChaosCluster implements AutoCloseable {
    private final Path folder;
    private final Databases databases;
    private final List<ChaosNode> nodes = new ArrayList<>();
    private final List<String> seeds;
    private final Thread lastResort = new Thread(this::destroyAll, "chaos-last-resort");

    private ChaosCluster(Path folder, Databases databases, List<String> seeds) {
        this.folder = folder;
        this.databases = databases;
        this.seeds = seeds;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts databases and so many nodes; returns when all of them serve. */
    static ChaosCluster start(Path folder, int count) throws IOException {
        List<ChaosNode.Place> places = IntStream.rangeClosed(1, count)
                .mapToObj(n -> new ChaosNode.Place("node-" + n, "127.0.0.1", freePort(), freePort(), List.of()))
                .toList();
        return start(folder, places, "127.0.0.1");
    }

    /**
     * Starts nodes at places of their own.
     *
     * @param databaseHost under which they reach the databases
     */
    static ChaosCluster start(Path folder, List<ChaosNode.Place> places, String databaseHost) throws IOException {
        List<String> seeds = places.stream().map(ChaosNode.Place::cluster).toList();
        ChaosCluster cluster = new ChaosCluster(folder, Databases.in(folder.resolve("databases")), seeds);
        try {
            for (ChaosNode.Place place : places) {
                cluster.add(place, databaseHost).launch();
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
    ChaosNode add(ChaosNode.Place place, String databaseHost) {
        Map<String, String> variables = new TreeMap<>(databases.variables(databaseHost));
        if (Boolean.parseBoolean(System.getProperty("chaos.seeds", "true"))) {
            variables.put("COUNTERFOIL_CLUSTER_SEEDS", String.join(",", seeds));
        }
        List<String> options = List.of("--config", Configuration.write(folder).toString());
        ChaosNode node = new ChaosNode(place, folder.resolve(place.name()), options, variables);
        nodes.add(node);
        return node;
    }

    /** A further node on this machine, not started. */
    ChaosNode addHere(String name) {
        return add(new ChaosNode.Place(name, "127.0.0.1", freePort(), freePort(), List.of()), "127.0.0.1");
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

    ChaosNode node(int index) {
        return nodes.get(index);
    }

    Databases databases() {
        return databases;
    }

    /** The logs of all nodes, for a failure. */
    String logs() {
        StringBuilder logs = new StringBuilder();
        nodes.forEach(node -> logs.append(node.lastLines(25)).append('\n'));
        return logs.toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }

    private void destroyAll() {
        nodes.forEach(ChaosNode::destroy);
        try {
            databases.close();
        } catch (IOException unstopped) {
            System.err.println("the databases of a chaos run were not stopped: " + unstopped);
        }
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(ChaosNode::destroy);
        databases.close();
        Workplace.remove(folder.resolve("databases"));
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
