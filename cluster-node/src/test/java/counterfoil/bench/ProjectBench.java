package counterfoil.bench;

import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.sealer.Sealer;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How fast both read tables follow a log that is there, beside plain batch inserts of the same rows; and how soon after its
 * commit an event can be read. Every event is a row of the audit list; the search looks at all and takes none.
 */
final class ProjectBench implements Benchmark {
    private static final int EVENTS = 200_000;
    private static final int WARM_UP = 100_000;
    private static final int BATCH = 500;
    private static final int RATE = 500;
    private static final int SECONDS = 20;
    private static final String REACHED = "SELECT coalesce(min(position), -1) FROM read_build WHERE state = 'active'";
    private static final String AUDIT_LIST =
            "SELECT position FROM read_build WHERE state = 'active' AND table_name = 'audit-list'";

    private static final String EVENT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            SELECT ?, n, 'bench', ?, 9001, 'stock.BarsRecorded.v1', ? FROM generate_series(?::bigint, ?::bigint) AS n
            """;
    private static final String ROW = """
            INSERT INTO audit_entry (slot, position, recorded_at, principal, on_behalf_of, request_id, type, version,
                                     entity, sequence_number, reason)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
            """;

    private final byte[] payload = new EventSerializer()
            .toBinary(new StockEvent.BarsRecorded(
                    Timeframe.M1,
                    new ImportOrigin("import-1", "bench", Instant.parse("2026-01-27T14:05:00Z"), "00", 1),
                    Bars.of(List.of(BenchSystem.bar(1))),
                    BenchSystem.cause("bars-1")));

    @Override
    public String name() {
        return "project";
    }

    @Override
    public String meaning() {
        return "events/s into the read tables beside batch inserts of the same rows; commit to read table";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(2_000);
                Connection connection = bench.connection();
                Sealer sealer = SealBench.sealer(bench, lag -> {})) {
            for (int i = 0; i < WARM_UP / 10_000; i++) {
                write(connection, "stock|warm-up-" + i, 1, 10_000);
            }
            SealBench.awaitSealed(connection, sealer);
            bench.keepReadTables();
            await(connection, WARM_UP - 1);
            backlog(figures, bench, connection, sealer);
            latency(figures, bench, connection);
        }
    }

    private void write(Connection connection, String entity, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENT)) {
            statement.setString(1, entity);
            statement.setLong(2, System.currentTimeMillis());
            statement.setBytes(3, payload);
            statement.setLong(4, first);
            statement.setLong(5, last);
            statement.executeUpdate();
        }
    }

    private static void await(Connection connection, long position) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (SealBench.number(connection, REACHED) < position) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the read tables do not reach " + position);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void backlog(Figures figures, BenchSystem bench, Connection connection, Sealer sealer) throws Exception {
        execute(connection, "UPDATE read_table SET paused = true");
        for (int i = 0; i < EVENTS / 10_000; i++) {
            write(connection, "stock|backlog-" + i, 1, 10_000);
        }
        SealBench.awaitSealed(connection, sealer);
        execute(connection, "UPDATE read_table SET paused = false");
        long begun = begun(connection);
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        await(connection, WARM_UP + EVENTS - 1L);
        Measured tables = new Measured(
                "both read tables", WARM_UP + EVENTS - 1 - begun, System.nanoTime() - begin, bench.cpuNanos() - cpu);
        Measured inserts = inserts(bench, connection);
        figures.compare("a backlog of the log", tables, inserts);
        figures.goal("at least 20,000 events/s", tables.operationsPerSecond() >= 20_000);
    }

    /** The position at which both tables are seen to go on; what came before is not measured. */
    private static long begun(Connection connection) throws SQLException {
        long reached = SealBench.number(connection, REACHED);
        while (reached < WARM_UP) {
            LockSupport.parkNanos(1_000_000);
            reached = SealBench.number(connection, REACHED);
        }
        return reached;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The same rows into the other slot, read before, in batches that the driver makes one statement of. */
    private static Measured inserts(BenchSystem bench, Connection connection) throws SQLException {
        List<Object[]> rows = new ArrayList<>(EVENTS);
        try (Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery("""
                        SELECT position, recorded_at, principal, on_behalf_of, request_id, type, version, entity,
                               sequence_number FROM audit_entry WHERE slot = 0 ORDER BY position LIMIT
                        """ + EVENTS)) {
            while (read.next()) {
                Object[] row = new Object[9];
                for (int i = 0; i < row.length; i++) {
                    row[i] = read.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        long cpu = bench.cpuNanos();
        long begin = System.nanoTime();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(ROW)) {
            for (int i = 0; i < rows.size(); i++) {
                Object[] row = rows.get(i);
                for (int column = 0; column < row.length; column++) {
                    Object value = row[column];
                    statement.setObject(column + 1, value);
                }
                statement.addBatch();
                if ((i + 1) % BATCH == 0) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        }
        long elapsed = System.nanoTime() - begin;
        connection.setAutoCommit(true);
        return new Measured("JDBC batch inserts", rows.size(), elapsed, bench.cpuNanos() - cpu);
    }

    /** Even steps of 10 ms by one writer, so the order of the log is that of the commits; looked at every 2 ms. */
    private void latency(Figures figures, BenchSystem bench, Connection watching) throws Exception {
        int perStep = RATE / 100;
        int events = RATE * SECONDS;
        long first = SealBench.number(watching, "SELECT size FROM seal_state");
        long[] committed = new long[events];
        Histogram lag = new Histogram(3);
        Thread writer = Thread.ofPlatform().start(() -> writeSteadily(bench, committed, perStep));
        long seen = first - 1;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (seen < first + events - 1 && System.nanoTime() < end) {
            long position = SealBench.number(watching, AUDIT_LIST);
            long now = System.nanoTime();
            for (long p = seen + 1; p <= position; p++) {
                lag.recordValue(Math.max(0, now - committedAt(committed, (int) (p - first))) / 1_000);
            }
            seen = Math.max(seen, position);
            LockSupport.parkNanos(2_000_000);
        }
        writer.join();
        figures.line("");
        figures.line(String.format(
                Locale.ROOT,
                "%,d events/s: commit to audit list p50 %.0f ms, p99 %.0f ms, longest %.0f ms",
                RATE,
                lag.getValueAtPercentile(50) / 1e3,
                lag.getValueAtPercentile(99) / 1e3,
                lag.getMaxValue() / 1e3));
        figures.goal("p99 at most 250 ms", lag.getTotalCount() == events && lag.getValueAtPercentile(99) <= 250_000);
    }

    private long committedAt(long[] committed, int event) {
        synchronized (this) {
            // An event can be seen before its writer has noted the commit.
            return committed[event] == 0 ? System.nanoTime() : committed[event];
        }
    }

    private void writeSteadily(BenchSystem bench, long[] committed, int perStep) {
        try (Connection connection = bench.connection()) {
            long begin = System.nanoTime();
            for (int event = 0; event < committed.length; event += perStep) {
                long due = begin + event / perStep * 10_000_000L;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                write(connection, "stock|steady", event + 1L, event + perStep);
                long now = System.nanoTime();
                synchronized (this) {
                    for (int i = 0; i < perStep; i++) {
                        committed[event + i] = now;
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the writer failed", failure);
        }
    }
}
