package counterfoil.bench;

import counterfoil.http.Deadline;
import counterfoil.market.Adjustment;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.node.audit.NodeReplays;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.Replay;
import counterfoil.node.replay.ReplaySettings;
import counterfoil.node.replay.Replayer;
import counterfoil.node.stock.StockKind;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.EntityEvents;
import counterfoil.persistence.query.StoredEvent;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockView;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGStatement;

/**
 * What it costs to know what was known: events of one entity read by plain JDBC, decoded, applied; and a page of history
 * at any instant of an entity of 10,000 events.
 */
final class ReplayBench implements Benchmark {
    private static final int EVENTS = 10_000;
    private static final int STOCKS = 4;
    private static final int ROUNDS = 40;
    private static final int READS = 300;
    private static final Instant FIRST = Instant.parse("2026-01-27T14:05:00Z");

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String meaning() {
        return "small events/s of the replay workers beside plain JDBC reading; a read at any instant of 10,000 events";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (BenchSystem bench = BenchSystem.start(100_000)) {
            for (int stock = 0; stock < STOCKS; stock++) {
                fill(bench, stock);
            }
            List<Connection> pool = List.of(bench.connection(), bench.connection());
            Deque<Connection> free = new ArrayDeque<>(pool);
            Connections connections = () -> borrowed(free);
            parts(figures, connections, bench);
            workers(figures, connections, bench);
            instants(figures, connections, bench);
            for (Connection connection : pool) {
                connection.close();
            }
        }
    }

    /** A connection that goes back when it is closed, as one of a node's pool does. */
    private static Connection borrowed(Deque<Connection> free) {
        Connection real;
        synchronized (free) {
            real = free.pop();
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        synchronized (free) {
                            free.push(real);
                        }
                        return null;
                    }
                    return method.invoke(real, arguments);
                });
    }

    /** A listing, then one minute per event, recorded a second apart; written as the journal writes them. */
    private static void fill(BenchSystem bench, int stock) throws SQLException {
        EventSerializer serializer = new EventSerializer();
        try (Connection connection = bench.connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO event_journal (persistence_id,"
                        + " sequence_number, writer, write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                        + " VALUES (?, ?, 'bench', 0, 9001, ?, ?)")) {
            connection.setAutoCommit(false);
            for (int number = 1; number <= EVENTS; number++) {
                StockEvent event = event(stock, number);
                insert.setString(1, pid(stock));
                insert.setLong(2, number);
                insert.setString(3, serializer.manifest(event));
                insert.setBytes(4, serializer.toBinary(event));
                insert.addBatch();
                if (number % 1_000 == 0) {
                    insert.executeBatch();
                }
            }
            connection.commit();
            connection.createStatement().execute("ANALYZE event_journal");
            connection.commit();
        }
    }

    private static StockEvent event(int stock, int number) {
        Instant at = FIRST.plusSeconds(number);
        String id = "command-" + number;
        Cause cause = new Cause(id, "bench", null, id, at, "ab".repeat(32), null);
        if (number == 1) {
            return new StockEvent.InstrumentListed(BenchSystem.stock(stock), BenchSystem.instrument(stock), cause);
        }
        ImportOrigin origin = new ImportOrigin("import", "bench", at, "cd".repeat(32), 1);
        return new StockEvent.BarsRecorded(Timeframe.M1, origin, Bars.of(List.of(BenchSystem.bar(number))), cause);
    }

    private static String pid(int stock) {
        return "stock|" + BenchSystem.stock(stock);
    }

    /** Reading, decoding and applying apart, on one thread. */
    private static void parts(Figures figures, Connections connections, BenchSystem bench) throws Exception {
        JournalReader journal = new JournalReader(connections, new EventSerializer());
        Replay replay = new Replay(connections);
        List<StoredEvent> rows = new ArrayList<>();
        EntityEvents stored = new EntityEvents(connections);
        for (long from = 1; from <= EVENTS; from += EntityEvents.MAX_PAGE) {
            rows.addAll(stored.from(pid(0), from, EntityEvents.MAX_PAGE));
        }
        Measured decoding = fastest("decoding alone", bench, () -> {
            for (StoredEvent row : rows) {
                journal.decode(pid(0), row);
            }
            return rows.size();
        });
        Measured reading = fastest("reading and decoding", bench, () -> {
            int[] count = new int[1];
            journal.read(pid(0), 0, (number, event) -> ++count[0] > 0);
            return count[0];
        });
        Measured all =
                fastest(
                        "reading, decoding, applying", bench, () -> (int)
                                replay.at(StockKind.INSTANCE, BenchSystem.stock(0), Instant.MAX, Replay.Start.EVENTS)
                                        .sequenceNumber());
        Measured plain = fastest("plain JDBC, 512 rows a page", bench, () -> plain(connections, pid(0)));
        figures.line(String.format(
                Locale.ROOT,
                "  %d small events of %d bytes, one thread, the fastest of %d rounds",
                EVENTS,
                rows.stream().mapToInt(row -> row.payload().length).sum() / rows.size(),
                ROUNDS));
        figures.figure(decoding);
        figures.figure(reading);
        figures.compare("replay beside the same rows read and thrown away", all, plain);
    }

    /** Something that does as many operations as it says. */
    @FunctionalInterface
    private interface Work {
        int run() throws SQLException;
    }

    /** The fastest of all rounds, and the processor time of an average one, which is counted in steps of 10 ms. */
    private static Measured fastest(String name, BenchSystem bench, Work work) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            work.run();
        }
        long shortest = Long.MAX_VALUE;
        int operations = 0;
        long cpu = bench.cpuNanos();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            operations = work.run();
            shortest = Math.min(shortest, System.nanoTime() - begin);
        }
        return new Measured(name, operations, shortest, (bench.cpuNanos() - cpu) / ROUNDS);
    }

    private static int plain(Connections connections, String persistenceId) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal"
                                + " WHERE persistence_id = ? AND sequence_number > ?"
                                + " ORDER BY sequence_number LIMIT 512")) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
            int count = 0;
            long last = 0;
            for (int read = 512; read == 512; count += read) {
                statement.setString(1, persistenceId);
                statement.setLong(2, last);
                read = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        if (rows.getString(2).isEmpty() || rows.getBytes(3).length == 0) {
                            throw new IllegalStateException("an empty row");
                        }
                        read++;
                    }
                }
            }
            return count;
        }
    }

    /** Two workers, each with entities of their own. */
    private static void workers(Figures figures, Connections connections, BenchSystem bench) throws Exception {
        try (Replayer replayer = new Replayer(connections, new ReplaySettings(2, 64, 0))) {
            Measured best = fastest("two workers", bench, () -> {
                List<CompletableFuture<Long>> under = new ArrayList<>();
                for (int stock = 0; stock < STOCKS; stock++) {
                    under.add(counted(replayer, StockKind.INSTANCE, BenchSystem.stock(stock)));
                }
                return under.stream().mapToInt(each -> each.join().intValue()).sum();
            });
            figures.figure(best);
            figures.goal("at least 100,000 events/s", best.operationsPerSecond() >= 100_000);
        }
    }

    private static <S> CompletableFuture<Long> counted(Replayer replayer, EntityKind<S> kind, String id) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        return replayer.ask(kind, id, Instant.MAX, Replay.Start.EVENTS, until, past -> past.sequenceNumber())
                .toCompletableFuture();
    }

    /** A page of history at instants spread over the whole life of the entity, nothing kept and with kept states. */
    private static void instants(Figures figures, Connections connections, BenchSystem bench) throws Exception {
        for (int cache : new int[] {0, 16}) {
            try (Replayer replayer = new Replayer(connections, new ReplaySettings(2, 64, cache))) {
                NodeReplays replays = new NodeReplays(connections, replayer, Calendars.NONE);
                double[] millis = new double[READS];
                for (int i = 0; i < READS; i++) {
                    Instant knownAt = FIRST.plusSeconds(1 + i * 7_919L % EVENTS);
                    StockCommand.Window window =
                            new StockCommand.Window(Timeframe.M1, Adjustment.RAW, 0, Long.MAX_VALUE / 4, null, 100);
                    long begin = System.nanoTime();
                    StockView view = replays.stock(
                                    BenchSystem.stock(i % STOCKS),
                                    new StockCommand.GetHistory(window, bench.ignored()),
                                    knownAt,
                                    Deadline.in(Duration.ofSeconds(30)))
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS);
                    millis[i] = (System.nanoTime() - begin) / 1e6;
                    if (!(view instanceof StockView.HistoryView)) {
                        throw new IllegalStateException("no history: " + view);
                    }
                }
                Arrays.sort(millis);
                figures.line(String.format(
                        Locale.ROOT,
                        "  a page of history at any instant, %d states kept: p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                        cache,
                        millis[READS / 2],
                        millis[READS * 99 / 100],
                        millis[READS - 1]));
                figures.goal("p99 below 500 ms", millis[READS * 99 / 100] < 500);
            }
        }
    }
}
