package counterfoil.http;

import counterfoil.http.live.LiveHub;
import counterfoil.http.live.LiveSettings;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.ServerBinding;

/** A server with a hub of its own, beside the shared one and over the same entities. */
final class LiveApi implements AutoCloseable {
    final TestApi api = TestApi.shared();
    final FakeLive source = new FakeLive();
    final LiveHub hub;
    private final ServerBinding binding;

    LiveApi(LiveSettings settings) {
        ApiContext shared = api.context;
        hub = LiveHub.start(source, settings, () -> TestApi.NOW);
        ApiContext context = new ApiContext(
                shared.system(),
                shared.sharding(),
                shared.clock(),
                shared.settings(),
                shared.adminToken(),
                shared.personal(),
                shared.gate(),
                shared.readiness(),
                shared.pulse(),
                shared.cluster(),
                shared.release(),
                shared.replays(),
                shared.audit(),
                shared.reads(),
                shared.calendars(),
                shared.statistics(),
                shared.meters(),
                hub,
                shared.indicators());
        binding = ApiServer.start(context).toCompletableFuture().join();
        api.entities.otherStocks((id, command) -> Samples.answer(id, command, null));
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
        api.entities.own("symbol:AAPL", Samples.APPLE_ID);
    }

    /** The contract's limits, but others where a test cannot wait for them. */
    static LiveSettings settings(Duration authTimeout, Duration heartbeat, int mostClients, long factBytes) {
        return new LiveSettings(
                List.of("https://app.example"),
                mostClients,
                10,
                20,
                authTimeout,
                heartbeat,
                Duration.ofMillis(5),
                factBytes,
                5);
    }

    static LiveSettings settings() {
        return settings(Duration.ofSeconds(10), Duration.ofSeconds(15), 100, 1 << 20);
    }

    int port() {
        return binding.localAddress().getPort();
    }

    void quote(long number, double price) {
        source.observe(Samples.APPLE_ID, Samples.APPLE, new Quote(price, 10, TestApi.NOW, "test", number));
    }

    /** Seals one daily bar of Apple. */
    void bar(long sequenceNumber, double close) {
        source.seal(Samples.APPLE_ID, sequenceNumber, bars(1, close));
    }

    /** A batch of bars with the same values. */
    static StockEvent bars(int count, double close) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(new Bar(Samples.DAY + i * 86_400L, close, close, close, close, 100));
        }
        return new StockEvent.BarsRecorded(Timeframe.D1, origin(), Bars.of(bars), cause());
    }

    static ImportOrigin origin() {
        return new ImportOrigin("import-1", "import", TestApi.NOW, "0".repeat(64), 1);
    }

    static Cause cause() {
        return new Cause("command", "admin-token", null, "request", TestApi.NOW, null, null);
    }

    @Override
    public void close() {
        hub.close();
        binding.terminate(Duration.ofMillis(100));
    }
}
