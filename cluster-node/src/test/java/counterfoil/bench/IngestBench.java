package counterfoil.bench;

import counterfoil.market.Bar;
import counterfoil.protocol.stock.StockView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Bars through sharded, persistent actors to the committed journal, and JDBC batch inserts of the same bars. */
final class IngestBench implements Benchmark {
    private static final int STOCKS = 200;
    private static final int JDBC_BATCH = 1_000;

    private final AtomicLong nextMinute = new AtomicLong();

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String meaning() {
        return "bars through sharded actors to the committed journal, beside JDBC batch inserts of one row per bar";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(2_000);
                Connection connection = bench.connection()) {
            bench.list(STOCKS);
            createTable(connection);
            figures.line("  warm-up");
            ours(bench, "warm-up", 1, 60_000);
            ours(bench, "warm-up", 60, 900_000);
            rows(bench, connection, 400_000);

            Measured rows = rows(bench, connection, 600_000);
            Measured sixty = ours(bench, "counterfoil, 60 bars an event", 60, 1_200_000);
            Measured day = ours(bench, "counterfoil, 390 bars an event", 390, 1_950_000);
            Measured single = ours(bench, "counterfoil, single events", 1, 120_000);
            figures.compare("bars in batches of 60", sixty, rows);
            figures.compare("bars in batches of 390", day, rows);
            figures.compare("single events", single, rows);
            figures.goal("60 bars an event: at least the rate of one row per bar", sixty.timesAsFastAs(rows) >= 1);
            figures.goal("390 bars an event: at least the rate of one row per bar", day.timesAsFastAs(rows) >= 1);
            figures.goal("390 bars an event: at least 20 times the single events", day.timesAsFastAs(single) >= 20);
            figures.goal("single events: at least 60 % of the rows", single.timesAsFastAs(rows) >= 0.6);
            figures.goal("single events: JVM and PostgreSQL at most 35 µs", single.cpuNanosPerOperation() <= 35_000);
            payload(figures, connection);
        }
    }

    /** One batch in flight per stock; each stock gets consecutive minutes. */
    private Measured ours(BenchSystem bench, String name, int perEvent, long bars) throws Exception {
        long batches = bars / perEvent / STOCKS;
        long first = nextMinute.getAndAdd(batches * perEvent);
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        CompletableFuture<?>[] stocks = new CompletableFuture<?>[STOCKS];
        for (int i = 0; i < STOCKS; i++) {
            stocks[i] = next(bench, i, first, perEvent, batches).toCompletableFuture();
        }
        CompletableFuture.allOf(stocks).get(10, TimeUnit.MINUTES);
        long elapsed = System.nanoTime() - begin;
        return new Measured(name, batches * perEvent * STOCKS, elapsed, bench.cpuNanos() - cpu);
    }

    private CompletionStage<StockView> next(BenchSystem bench, int stock, long first, int perEvent, long left) {
        return bench.record(stock, first, perEvent, "import").thenCompose(view -> {
            BenchSystem.requireDone(view);
            return left <= 1
                    ? CompletableFuture.completedFuture(view)
                    : next(bench, stock, first + perEvent, perEvent, left - 1);
        });
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bench_bar (stock text, t bigint, o double precision, h double precision,"
                    + " l double precision, c double precision, v double precision, PRIMARY KEY (stock, t))");
        }
    }

    /** Rewritten batches of 1,000 rows over one connection, each batch its own commit. */
    private Measured rows(BenchSystem bench, Connection connection, int bars) throws SQLException {
        long first = nextMinute.getAndAdd(bars / STOCKS);
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO bench_bar VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < bars; i++) {
                Bar bar = BenchSystem.bar(first + i / STOCKS);
                insert.setString(1, BenchSystem.stock(i % STOCKS));
                insert.setLong(2, bar.time());
                insert.setDouble(3, bar.open());
                insert.setDouble(4, bar.high());
                insert.setDouble(5, bar.low());
                insert.setDouble(6, bar.close());
                insert.setDouble(7, bar.volume());
                insert.addBatch();
                if ((i + 1) % JDBC_BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        long elapsed = System.nanoTime() - begin;
        return new Measured("JDBC batches, a row per bar", bars, elapsed, bench.cpuNanos() - cpu);
    }

    private static void payload(Figures figures, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*), avg(length(event_payload)), max(length(event_payload)),"
                                + " pg_total_relation_size('event_journal') FROM event_journal")) {
            rows.next();
            figures.line(String.format(
                    Locale.ROOT,
                    "  journal  %,d events, %,.0f bytes on average, %,d at most, %,d MiB with index",
                    rows.getLong(1),
                    rows.getDouble(2),
                    rows.getLong(3),
                    rows.getLong(4) >> 20));
        }
    }
}
