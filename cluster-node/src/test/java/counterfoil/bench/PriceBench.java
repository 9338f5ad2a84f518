package counterfoil.bench;

import counterfoil.bench.HttpComparison.Load;
import counterfoil.bench.HttpComparison.Server;
import java.io.IOException;
import java.util.Locale;

/** GET price over loopback: HTTP, shard, memory. */
final class PriceBench implements Benchmark {
    private static final int INSTRUMENTS = 1_000;

    @Override
    public String name() {
        return "price";
    }

    @Override
    public String meaning() {
        return "GET price over loopback, beside FastAPI and asyncpg with one indexed SELECT";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (NodeProcess node = NodeProcess.start();
                FastApiPeer peer = FastApiPeer.start(figures)) {
            figures.line(String.format(
                    Locale.ROOT, "  start to ready %.1f s, embedded database included", node.startNanos() / 1e9));
            ApiSample.list(node, INSTRUMENTS);
            Server ours = new Server(
                    "counterfoil",
                    node.address(),
                    node::cpuNanos,
                    i -> HttpLoad.get(
                            "/api/v1/stocks/" + ApiSample.ticker(i % INSTRUMENTS) + "/price", NodeProcess.TOKEN));
            Server theirs = peer == null
                    ? null
                    : new Server(
                            "FastAPI, asyncpg",
                            peer.address(),
                            peer::cpuNanos,
                            i -> HttpLoad.get(
                                    String.format(Locale.ROOT, "/api/stocks/T%05d/price", i % INSTRUMENTS), "none"));
            Load[] loads = HttpComparison.compare(figures, ours, theirs);
            if (loads.length == 2) {
                figures.goal("at least 5 times the rate", loads[0].perSecond() >= 5 * loads[1].perSecond());
                figures.goal("at most 1/4 of the CPU per request", loads[0].cpuMicros() * 4 <= loads[1].cpuMicros());
                figures.goal("p99 at most theirs, each at its full load", loads[0].p99Millis() <= loads[1].p99Millis());
            }
            overTwoNodes(figures, node, loads[0]);
        }
    }

    /** The same requests at the same node, after a second one has taken its share of the entities. */
    private static void overTwoNodes(Figures figures, NodeProcess node, Load alone) throws IOException {
        try (NodeProcess second = NodeProcess.beside(node)) {
            Server both = new Server(
                    "counterfoil, two nodes",
                    node.address(),
                    () -> node.cpuNanos() + second.ownCpuNanos(),
                    i -> HttpLoad.get(
                            "/api/v1/stocks/" + ApiSample.ticker(i % INSTRUMENTS) + "/price", NodeProcess.TOKEN));
            long before = second.ownCpuNanos();
            Load load = HttpComparison.compare(figures, both, null)[0];
            figures.line(String.format(
                    Locale.ROOT,
                    "  ratio    %.2f times the rate of one node, %.2f times its CPU per request; the second node used"
                            + " %.1f s of CPU time",
                    load.perSecond() / alone.perSecond(),
                    load.cpuMicros() / alone.cpuMicros(),
                    (second.ownCpuNanos() - before) / 1e9));
        }
    }
}
