package counterfoil.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Heap that a live stock takes, empty and per bar. */
final class MemoryBench implements Benchmark {
    private static final int STOCKS = 2_000;
    private static final int BARS = 1_000;
    private static final int PER_EVENT = 250;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String meaning() {
        return "heap bytes of a live stock, and of each of its bars";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(2_000)) {
            long before = used();
            bench.list(STOCKS);
            long listed = used();
            for (int first = 0; first < BARS; first += PER_EVENT) {
                for (int stock = 0; stock < STOCKS; stock++) {
                    BenchSystem.requireDone(bench.record(stock, first, PER_EVENT, "import")
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS));
                }
            }
            long filled = used();
            double empty = (double) (listed - before) / STOCKS;
            double all = (double) (filled - before) / STOCKS;
            figures.line(String.format(
                    Locale.ROOT, "  %,d stocks, each with its two listings: %,.0f bytes a stock", STOCKS, empty));
            figures.line(String.format(
                    Locale.ROOT,
                    "  with %,d bars each: %,.0f bytes a stock, %.1f bytes a bar",
                    BARS,
                    all,
                    (double) (filled - listed) / STOCKS / BARS));
            figures.goal("at most 16 KiB and 48 bytes a bar", all <= 16 * 1024 + 48.0 * BARS);
        }
    }

    /** Heap in use after the collector had its say, several times. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
