package counterfoil.bench;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.node.config.Settings;
import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.LocalDatabase;
import counterfoil.node.listing.ListingEntity;
import counterfoil.node.listing.ListingLimits;
import counterfoil.node.seal.LogKeys;
import counterfoil.node.stock.QuoteSink;
import counterfoil.node.stock.StockEntity;
import counterfoil.node.stock.StockSettings;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.journal.JournalPool;
import counterfoil.persistence.journal.Migrations;
import counterfoil.persistence.projection.ReadTableSettings;
import counterfoil.persistence.projection.ReadTables;
import counterfoil.protocol.Cause;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one in this process with the shipped settings, and an embedded database in a folder of its own. */
final class BenchSystem implements AutoCloseable {
    private static final long FIRST_MINUTE =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final Duration ASK_LIMIT = Duration.ofSeconds(30);
    private static final Instant RECEIVED = Instant.parse("2026-01-27T14:05:00Z");

    private final Path folder;
    private final DataFolder data;
    private final LocalDatabase database;
    private final int snapshotEvery;
    private ActorSystem<Void> system;

    private BenchSystem(Path folder, DataFolder data, LocalDatabase database, int snapshotEvery) {
        this.folder = folder;
        this.data = data;
        this.database = database;
        this.snapshotEvery = snapshotEvery;
        this.system = systemOn(database, snapshotEvery);
    }

    /** Starts with the shipped limits and so many events between two snapshots of a stock. */
    static BenchSystem start(int snapshotEvery) throws IOException {
        Path folder = Files.createTempDirectory("counterfoil-bench");
        DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(data, DatabaseLayout.JOURNAL, line -> {});
        Migrations.run(database.url(), database.ownerUser(), database.ownerPassword(), database.appUser());
        return new BenchSystem(folder, data, database, snapshotEvery);
    }

    private static ActorSystem<Void> systemOn(LocalDatabase database, int snapshotEvery) {
        StockSettings stocks = new StockSettings(100_000, 10_000, 10_000, 10_000, 0.4, snapshotEvery);
        Settings settings = Settings.gather(Map.of(), Map.of(), null);
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "counterfoil",
                settings.forActorSystem(Map.of(
                        "counterfoil.database.url",
                        JdbcUrl.forPool(database.url()),
                        "counterfoil.database.user",
                        database.appUser(),
                        "counterfoil.database.password",
                        database.appPassword(),
                        "counterfoil.cluster.port",
                        0,
                        "counterfoil.cluster.advertised-host",
                        "127.0.0.1",
                        "counterfoil.cluster.advertised-port",
                        0)));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ClusterSharding sharding = ClusterSharding.get(system);
        ListingLimits limits = new ListingLimits(100, Duration.ofSeconds(2));
        sharding.init(Entity.of(
                ListingKey.TYPE,
                entity -> ListingEntity.create(
                        entity.getEntityId(), limits, id -> sharding.entityRefFor(StockKey.TYPE, id))));
        sharding.init(Entity.of(
                StockKey.TYPE,
                entity -> StockEntity.create(
                        entity.getEntityId(),
                        stocks,
                        key -> sharding.entityRefFor(ListingKey.TYPE, key),
                        QuoteSink.NOBODY)));
        return system;
    }

    /** Ends the actor system and starts another one on the same journal: every entity has to recover. */
    void restart() {
        end();
        system = systemOn(database, snapshotEvery);
    }

    private void end() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    static String stock(int i) {
        return "00000000-0000-4000-8000-" + (100_000_000_000L + i);
    }

    /** Sends a command through sharding. */
    CompletionStage<StockView> ask(String stock, Function<ActorRef<StockView>, StockCommand> command) {
        return ClusterSharding.get(system).entityRefFor(StockKey.TYPE, stock).ask(command::apply, ASK_LIMIT);
    }

    void list(int stocks) throws Exception {
        for (int i = 0; i < stocks; i++) {
            Instrument instrument = instrument(i);
            Cause cause = cause("list-" + i);
            requireDone(ask(stock(i), replyTo -> new StockCommand.ListInstrument(instrument, cause, replyTo))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS));
        }
    }

    static Instrument instrument(int i) {
        Identifier ticker = Identifier.ticker("T" + i, new Mic("XOFF"));
        return new Instrument(
                "Test " + i,
                new Currency("USD"),
                InstrumentType.CRYPTO,
                null,
                List.of(new IdentifierSpan(ticker, Validity.ALWAYS)));
    }

    /** Somebody to answer whom nobody hears. */
    ActorRef<StockView> ignored() {
        return system.ignoreRef();
    }

    static Cause cause(String command) {
        return new Cause(command, "bench", null, command, RECEIVED, command, null);
    }

    /** Records so many minutes, the first of which is minute {@code first} of 2020. */
    CompletionStage<StockView> record(int stock, long first, int count, String importId) {
        Bar[] bars = new Bar[count];
        for (int i = 0; i < count; i++) {
            bars[i] = bar(first + i);
        }
        ImportOrigin origin = new ImportOrigin(importId, "bench", RECEIVED, "00", count);
        Bars batch = Bars.of(List.of(bars));
        Cause cause = cause("bars-" + stock + "-" + first);
        return ask(stock(stock), replyTo -> new StockCommand.RecordBars(Timeframe.M1, batch, origin, cause, replyTo));
    }

    /** A plausible minute whose values have two decimals, like quoted prices. */
    static Bar bar(long minute) {
        long time = FIRST_MINUTE + minute * 60;
        double close = (10_000 + minute * 7919 % 200) / 100.0;
        double open = (10_000 + minute * 104_729 % 200) / 100.0;
        return new Bar(time, open, Math.max(open, close) + 0.25, Math.min(open, close) - 0.25, close, minute % 5_000);
    }

    static void requireDone(StockView view) {
        if (!(view instanceof StockView.Done)) {
            throw new IllegalStateException("not done: " + view);
        }
    }

    /** A connection of the owner, with the address that the node uses. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(
                JdbcUrl.forPool(database.url()), database.ownerUser(), database.ownerPassword());
    }

    /** Keeps the read tables from now on, with the shipped settings. */
    void keepReadTables() {
        ReadTables.start(
                system,
                JournalPool.of(system.classicSystem()),
                ReadTableSettings.of(system.settings().config().getConfig("counterfoil.read-tables")),
                InstantSource.system());
    }

    /** A connection of the application, as a sealer opens it. */
    Connection sealerConnection() throws SQLException {
        return DriverManager.getConnection(
                JdbcUrl.forSealer(database.url()), database.appUser(), database.appPassword());
    }

    /** Keys to sign heads with, of seeds that are no secret. */
    static LogKeys logKeys() {
        return new LogKeys("counterfoil.example/bench", new byte[32], new byte[32]);
    }

    /** Records so many minutes of a stock, each as one event, the next when the one before is durable. */
    CompletableFuture<StockView> recordOneByOne(int stock, long first, long count) {
        return record(stock, first, 1, "import")
                .thenCompose(view -> {
                    requireDone(view);
                    return count <= 1
                            ? CompletableFuture.completedFuture(view)
                            : recordOneByOne(stock, first + 1, count - 1);
                })
                .toCompletableFuture();
    }

    /** CPU time so far of this process and of the database. */
    long cpuNanos() {
        try {
            return Processes.cpuNanos(Processes.postmasterOf(folder))
                    + ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos();
        } catch (IOException e) {
            throw new IllegalStateException("the database of the benchmark is gone", e);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        database.stop();
        data.close();
        NodeProcess.delete(folder);
    }
}
