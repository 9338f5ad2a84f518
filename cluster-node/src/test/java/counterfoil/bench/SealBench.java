package counterfoil.bench;

import counterfoil.persistence.sealer.HeadFolder;
import counterfoil.persistence.sealer.HeadKeeper;
import counterfoil.persistence.sealer.SealSettings;
import counterfoil.persistence.sealer.Sealer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * How soon committed events are sealed at a steady rate, what that costs, how fast a backlog goes, and what is left of the
 * writers' rate. The write timestamp is taken before the insert, so the time to commit is part of the lag.
 */
final class SealBench implements Benchmark {
    private static final int BACKLOG = 1_000_000;
    private static final int STOCKS = 100;
    private static final int EVENTS = 40_000;
    private static final String PAYLOAD = "{\"n\":1,\"note\":\"" + "x".repeat(200) + "\"}";

    private static final String INSERT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            SELECT ?, n, 'bench', ?, 9001, 'bench.Wrote.v1', convert_to(?, 'UTF8')
              FROM generate_series(?::bigint, ?::bigint) AS n
            """;

    private long sequence;

    @Override
    public String name() {
        return "seal";
    }

    @Override
    public String meaning() {
        return "lag and cost of sealing at 500 and 3,000 events/s, a backlog, and writers with and without it";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(2_000)) {
            writers(figures, bench);
            Histogram warmUp = new Histogram(3);
            try (Sealer sealer = sealer(bench, warmUp::recordValue)) {
                steady(bench, sealer, warmUp, 1_000, Duration.ofSeconds(20), "warm-up");
            }
            lag(figures, bench, 500, false, 150);
            lag(figures, bench, 3_000, false, 150);
            lag(figures, bench, 500, true, 400);
            backlog(figures, bench);
        }
    }

    static Sealer sealer(BenchSystem bench, LongConsumer lag) throws IOException {
        Path folder = Files.createTempDirectory("counterfoil-bench-heads");
        SealSettings settings = new SealSettings(
                "counterfoil.example/bench",
                Duration.ofMillis(80),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofHours(1));
        HeadKeeper heads = new HeadKeeper(
                BenchSystem.logKeys(),
                settings.headInterval(),
                HeadFolder.open(folder),
                List.of(),
                InstantSource.system());
        return Sealer.start(settings, bench::sealerConnection, heads, InstantSource.system(), lag);
    }

    /** A steady rate, once beside a transaction that is held open all the while. */
    private void lag(Figures figures, BenchSystem bench, int rate, boolean held, int goalMillis) throws Exception {
        Histogram lag = new Histogram(3);
        Duration time = Duration.ofSeconds(held ? 30 : 20);
        try (Sealer sealer = sealer(bench, lag::recordValue);
                Connection open = bench.connection()) {
            steady(bench, sealer, lag, rate, Duration.ofSeconds(3), "begin");
            if (held) {
                open.setAutoCommit(false);
                insert(open, "bench|held", 1, 3);
            }
            Measured cost = steady(bench, sealer, lag, rate, time, "sealer and its backend");
            if (held) {
                open.rollback();
            }
            String name = String.format(
                    Locale.ROOT, "%,d events/s%s", rate, held ? " beside a transaction held open for 30 s" : "");
            figures.line("");
            figures.line(name);
            figures.line(String.format(
                    Locale.ROOT,
                    "  lag      p50 %d ms, p99 %d ms, longest %d ms; CPU %.1f µs per event",
                    lag.getValueAtPercentile(50),
                    lag.getValueAtPercentile(99),
                    lag.getMaxValue(),
                    cost.cpuNanosPerOperation() / 1e3));
            figures.goal("p99 at most " + goalMillis + " ms", lag.getValueAtPercentile(99) <= goalMillis);
            if (!held) {
                figures.goal("at most 50 µs of CPU per event", cost.cpuNanosPerOperation() <= 50_000);
            }
        }
    }

    /** Writes in even steps of 10 ms and returns when all is sealed; the histogram holds that time's lags only. */
    private Measured steady(BenchSystem bench, Sealer sealer, Histogram lag, int rate, Duration time, String name)
            throws Exception {
        int perStep = rate / 100;
        long steps = time.toMillis() / 10;
        try (Connection connection = bench.connection()) {
            awaitSealed(connection, sealer);
            lag.reset();
            long cpu = cpuNanos(connection);
            long begin = System.nanoTime();
            for (long step = 0; step < steps; step++) {
                long due = begin + step * 10_000_000;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                insert(connection, "bench|steady", sequence + 1, sequence + perStep);
                sequence += perStep;
            }
            awaitSealed(connection, sealer);
            long elapsed = System.nanoTime() - begin;
            return new Measured(name, steps * perStep, elapsed, cpuNanos(connection) - cpu);
        }
    }

    private static void insert(Connection connection, String entity, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, entity);
            statement.setLong(2, System.currentTimeMillis());
            statement.setString(3, PAYLOAD);
            statement.setLong(4, first);
            statement.setLong(5, last);
            statement.executeUpdate();
        }
    }

    static void awaitSealed(Connection connection, Sealer sealer) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (number(connection, "SELECT count(*) FROM event_journal") > sealedRows(connection)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not sealed in time: " + sealer.status());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static long sealedRows(Connection connection) throws SQLException {
        return number(connection, "SELECT coalesce(max(size), 0) FROM seal_state");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of the sealer's thread and of the server process that works for it. */
    private static long cpuNanos(Connection connection) throws SQLException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("sealer")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        String backends = "SELECT pid FROM pg_stat_activity WHERE application_name = 'counterfoil-sealer'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(backends)) {
            while (rows.next()) {
                nanos += ProcessHandle.of(rows.getLong(1))
                        .map(Processes::cpuNanos)
                        .orElse(0L);
            }
        }
        return nanos;
    }

    private void backlog(Figures figures, BenchSystem bench) throws Exception {
        try (Connection connection = bench.connection()) {
            for (int i = 0; i < BACKLOG / 10_000; i++) {
                insert(connection, "bench|backlog-" + i, 1, 10_000);
            }
            long bytes = number(connection, SEAL_BYTES);
            long rows = sealedRows(connection);
            long cpu = cpuNanos(connection);
            long begin = System.nanoTime();
            try (Sealer sealer = sealer(bench, lag -> {})) {
                awaitSealed(connection, sealer);
                long elapsed = System.nanoTime() - begin;
                long sealed = sealedRows(connection) - rows;
                Measured measured = new Measured("backlog", sealed, elapsed, cpuNanos(connection) - cpu);
                figures.line("");
                figures.figure(measured);
                double perEvent = (double) (number(connection, SEAL_BYTES) - bytes) / sealed;
                figures.line(String.format(Locale.ROOT, "  tables   %.1f bytes per event in a backlog", perEvent));
                figures.goal("at most 5 µs of CPU per event", measured.cpuNanosPerOperation() <= 5_000);
                figures.goal("at most 70 bytes per event", perEvent <= 70);
            }
        }
    }

    private static final String SEAL_BYTES = """
            SELECT sum(pg_total_relation_size(oid)) FROM pg_class
             WHERE relname IN ('seal_run', 'seal_leaves', 'seal_node', 'seal_head', 'seal_state')
            """;

    /** Single events of persistent actors, in turns without and with a sealer. */
    private void writers(Figures figures, BenchSystem bench) throws Exception {
        bench.list(STOCKS);
        write(bench, "warm-up");
        Measured without = write(bench, "writers alone");
        Measured with = beside(bench);
        for (int round = 1; round < 3; round++) {
            without = faster(without, write(bench, "writers alone"));
            with = faster(with, beside(bench));
        }
        figures.compare("single events of persistent actors, the best of three", with, without);
        figures.goal("at least 90 % of the rate without", with.timesAsFastAs(without) >= 0.9);
    }

    private Measured beside(BenchSystem bench) throws Exception {
        try (Sealer sealer = sealer(bench, lag -> {});
                Connection connection = bench.connection()) {
            awaitSealed(connection, sealer);
            return write(bench, "writers beside a sealer");
        }
    }

    private static Measured faster(Measured best, Measured now) {
        return now.timesAsFastAs(best) > 1 ? now : best;
    }

    private long nextMinute;

    private Measured write(BenchSystem bench, String name) throws Exception {
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        CompletableFuture<?>[] stocks = new CompletableFuture<?>[STOCKS];
        for (int stock = 0; stock < STOCKS; stock++) {
            stocks[stock] = bench.recordOneByOne(stock, nextMinute, EVENTS / STOCKS);
        }
        CompletableFuture.allOf(stocks).get(5, TimeUnit.MINUTES);
        nextMinute += EVENTS / STOCKS;
        return new Measured(name, EVENTS, System.nanoTime() - begin, bench.cpuNanos() - cpu);
    }
}
