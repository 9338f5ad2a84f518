package counterfoil.bench;

import counterfoil.bench.HttpComparison.Load;
import counterfoil.bench.HttpComparison.Server;

/** POST one bar: a durable event over HTTP. */
final class PostBench implements Benchmark {
    private static final int INSTRUMENTS = 1_000;

    @Override
    public String name() {
        return "post";
    }

    @Override
    public String meaning() {
        return "POST one bar, answered when durable, beside FastAPI and asyncpg with one INSERT";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (NodeProcess node = NodeProcess.start();
                FastApiPeer peer = FastApiPeer.start(figures)) {
            ApiSample.list(node, INSTRUMENTS);
            Server ours = new Server("counterfoil", node.address(), node::cpuNanos, i -> ApiSample.bar(i, INSTRUMENTS));
            byte[] insert = HttpLoad.post("/api/stocks/price", "none", "{\"ticker\":\"T00042\",\"price\":75.09}");
            Server theirs =
                    peer == null ? null : new Server("FastAPI, asyncpg", peer.address(), peer::cpuNanos, i -> insert);
            Load[] loads = HttpComparison.compare(figures, ours, theirs);
            if (loads.length == 2) {
                figures.goal("at least 3 times the rate", loads[0].perSecond() >= 3 * loads[1].perSecond());
                figures.goal("at most 1/3 of the CPU per request", loads[0].cpuMicros() * 3 <= loads[1].cpuMicros());
                figures.goal("p50 at most 1/3", loads[0].p50Millis() * 3 <= loads[1].p50Millis());
                figures.goal("p99 at most theirs", loads[0].p99Millis() <= loads[1].p99Millis());
            }
        }
    }
}
