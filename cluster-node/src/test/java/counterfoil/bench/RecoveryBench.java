package counterfoil.bench;

import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How soon a stock answers that is not in memory: from a snapshot and the events after it, and from events alone. */
final class RecoveryBench implements Benchmark {
    private static final int STOCKS = 200;
    /** With the listing 199: a snapshot at 100 and 99 events after it. */
    private static final int EVENTS = 198;

    private static final int PER_EVENT = 10;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String meaning() {
        return "first answer of stocks that are not in memory, from a snapshot and 100 events and from 10,000 events";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(100)) {
            bench.list(STOCKS + 1);
            for (int event = 0; event < EVENTS; event++) {
                for (int stock = 0; stock < STOCKS; stock++) {
                    BenchSystem.requireDone(bench.record(stock, (long) event * PER_EVENT, PER_EVENT, "import")
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS));
                }
            }
            for (int round = 0; round < 3; round++) {
                bench.restart();
                // The first stocks also pay for shards and connections that start.
                recover(bench, 0, STOCKS / 2);
                Measured one = recover(bench, STOCKS / 2, STOCKS);
                if (round == 2) {
                    figures.figure(one);
                    figures.goal("at most 5 ms from a snapshot and 100 events", one.nanosPerOperation() <= 5e6);
                }
            }
            events(figures, bench);
        }
    }

    private static Measured recover(BenchSystem bench, int from, int to) throws Exception {
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        for (int stock = from; stock < to; stock++) {
            ask(bench, stock);
        }
        long elapsed = System.nanoTime() - begin;
        return new Measured("snapshot and 99 events", to - from, elapsed, bench.cpuNanos() - cpu);
    }

    private static void ask(BenchSystem bench, int stock) throws Exception {
        StockView view = bench.ask(BenchSystem.stock(stock), replyTo -> new StockCommand.GetPrice(null, replyTo))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        if (!(view instanceof StockView.PriceView price) || price.price() == null) {
            throw new IllegalStateException("no price: " + view);
        }
    }

    /** Small events of one stock whose snapshots are gone. */
    private static void events(Figures figures, BenchSystem bench) throws Exception {
        int events = 10_000;
        for (int event = 0; event < events; event++) {
            BenchSystem.requireDone(bench.record(STOCKS, event, 1, "import")
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS));
        }
        for (int round = 0; round < 3; round++) {
            bench.restart();
            try (var connection = bench.connection();
                    var statement = connection.createStatement()) {
                statement.execute("DELETE FROM snapshot");
            }
            ask(bench, 0);
            long cpu = bench.cpuNanos();
            long begin = System.nanoTime();
            ask(bench, STOCKS);
            long elapsed = System.nanoTime() - begin;
            if (round == 2) {
                Measured measured = new Measured("small events, no snapshot", events, elapsed, bench.cpuNanos() - cpu);
                figures.figure(measured);
                figures.goal("at least 15,000 events/s", measured.operationsPerSecond() >= 15_000);
                figures.line(String.format(Locale.ROOT, "  10,000 events in %.0f ms", elapsed / 1e6));
            }
        }
    }
}
