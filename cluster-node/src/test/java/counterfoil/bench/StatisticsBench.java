package counterfoil.bench;

import counterfoil.bench.HttpComparison.Server;
import counterfoil.domain.statistics.Benchmark.Given;
import counterfoil.domain.statistics.Benchmark.None;
import counterfoil.domain.statistics.Statistic;
import counterfoil.domain.statistics.Statistics;
import counterfoil.domain.statistics.StatisticsReport;
import counterfoil.domain.statistics.Undefined;
import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Every statistic of twenty years of closes: alone, against a benchmark, and with rolling windows of a year. */
final class StatisticsBench implements Benchmark {

    private static final int DAYS = 5_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final int REPEATS = 100;
    private static final int ROUNDS = 15;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final StatisticsParameters PLAIN = StatisticsParameters.STANDARD;
    private static final StatisticsParameters ROLLING = new StatisticsParameters(0.02, 0.95, 10, 252, 252);

    private final Closes stock = walk(1);
    private final Closes index = walk(2);

    /** Keeps the work from being left out. */
    private int defined;

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String meaning() {
        return "every statistic of " + DAYS + " days: alone, against a benchmark, and rolling; GET over loopback";
    }

    @Override
    public void run(Figures figures) throws IOException {
        None none = new None(Undefined.NO_BENCHMARK);
        measure(figures, "alone", () -> Statistics.of(stock, none, 0, PLAIN));
        measure(figures, "against a benchmark", () -> Statistics.of(stock, new Given(index), 0, PLAIN));
        measure(figures, "against it, rolling 252", () -> Statistics.of(stock, new Given(index), 0, ROLLING));
        figures.line("  defined  " + defined + " values in all");
        request(figures);
    }

    private void measure(Figures figures, String name, Supplier<StatisticsReport> work) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            repeat(name, work);
        }
        Measured[] rounds = new Measured[ROUNDS];
        Arrays.setAll(rounds, round -> repeat(name, work));
        Measured median = Arrays.stream(rounds)
                .sorted(Comparator.comparingLong(Measured::elapsedNanos))
                .toList()
                .get(ROUNDS / 2);
        figures.line("");
        figures.line("per observation, median of " + ROUNDS + " rounds of " + REPEATS + " reports");
        figures.figure(median);
        figures.line("  report   %,.0f µs".formatted(median.nanosPerOperation() * DAYS / 1e3));
    }

    private Measured repeat(String name, Supplier<StatisticsReport> work) {
        Stopwatch stopwatch = Stopwatch.ofThread();
        for (int i = 0; i < REPEATS; i++) {
            defined += (int) work.get().values().values().stream()
                    .filter(Statistic.Value.class::isInstance)
                    .count();
        }
        return stopwatch.stop(name, (long) REPEATS * DAYS);
    }

    /** The route over loopback, on one node: both stocks answer their closes, which are then compared. */
    private void request(Figures figures) throws IOException {
        try (NodeProcess node = NodeProcess.start()) {
            ApiSample.list(node, 2);
            record(node, 0, stock);
            record(node, 1, index);
            String path = "/api/v1/stocks/" + ApiSample.ticker(0) + "/statistics?benchmark=" + ApiSample.ticker(1);
            byte[] request = HttpLoad.get(path, NodeProcess.TOKEN);
            figures.line("");
            figures.line("GET statistics?benchmark= over " + DAYS + " days of both");
            HttpComparison.compare(
                    figures, new Server("counterfoil", node.address(), node::cpuNanos, i -> request), null);
        }
    }

    private static void record(NodeProcess node, int instrument, Closes closes) throws IOException {
        StringBuilder body = new StringBuilder("{\"timeframe\":\"1d\",\"source\":\"import\",\"bars\":[");
        for (int i = 0; i < closes.size(); i++) {
            double close = closes.close(i);
            body.append(i == 0 ? "" : ",")
                    .append("{\"t\":\"" + FIRST_DAY.plusDays(closes.day(i)) + "\",\"o\":" + close + ",\"h\":" + close
                            + ",\"l\":" + close + ",\"c\":" + close + ",\"v\":1}");
        }
        byte[] request = HttpLoad.post(
                "/api/v1/admin/stocks/" + ApiSample.ticker(instrument) + "/bars",
                NodeProcess.TOKEN,
                body.append("]}").toString());
        HttpLoad.Result recorded = HttpLoad.run(node.address(), 1, 1, i -> request);
        if (recorded.ok() != 1) {
            throw new IOException("recording failed: answers by status " + recorded.answers());
        }
    }

    private static Closes walk(long seed) {
        Random random = new Random(seed);
        double[] closes = new double[DAYS + 1];
        double price = 100;
        for (int i = 0; i < closes.length; i++) {
            closes[i] = price;
            price *= 1 + 0.0003 + 0.015 * random.nextGaussian();
        }
        return new Closes(IntStream.range(0, closes.length).toArray(), closes);
    }
}
