package counterfoil.bench;

import com.typesafe.config.ConfigFactory;
import counterfoil.http.AdminToken;
import counterfoil.http.ApiContext;
import counterfoil.http.ApiServer;
import counterfoil.http.ApiSettings;
import counterfoil.http.PersonalText;
import counterfoil.http.RequestMeters;
import counterfoil.http.audit.AuditAccess;
import counterfoil.http.audit.Replays;
import counterfoil.http.cluster.ClusterAccess;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.NodePulse;
import counterfoil.http.health.Release;
import counterfoil.http.live.LiveHub;
import counterfoil.http.live.LiveSettings;
import counterfoil.http.live.LiveStatus;
import counterfoil.http.stock.Statistics;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.market.calendar.Calendars;
import counterfoil.money.Currency;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.ReadSide;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.ServerBinding;

/**
 * The API server of a node as a process of its own, with stocks that answer from nothing and a source of quotes at a given
 * rate. Told by lines on standard input, each answered by one: {@code run RATE SECONDS}, {@code status}, {@code heap}.
 */
final class FanoutServer {
    static final String TOKEN = "benchmark-benchmark-benchmark-benchmark";

    private static final int TICKS_PER_SECOND = 1_000;

    private final FanoutSource source = new FanoutSource();
    private final LiveHub hub = LiveHub.start(source, LiveSettings.defaults(), InstantSource.system());

    private FanoutServer() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FanoutServer server = new FanoutServer();
        System.out.println("= " + server.serve().localAddress().getPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("= " + server.answer(line.split(" ", -1)));
        }
        System.exit(0);
    }

    private String answer(String[] words) throws InterruptedException {
        return switch (words[0]) {
            case "run" -> run(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "status" -> {
                LiveStatus status = hub.status();
                yield status.webSockets() + " " + status.messages() + " " + status.conflated() + " "
                        + status.closedSlow();
            }
            case "heap" -> heap();
            default -> throw new IllegalArgumentException("not known: " + words[0]);
        };
    }

    /** Quotes in turns of a millisecond, the same number of every instrument; answers how many. */
    private String run(int rate, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        long told = 0;
        for (int tick = 1; tick <= seconds * TICKS_PER_SECOND; tick++) {
            long due = (long) rate * tick / TICKS_PER_SECOND;
            for (; told < due; told++) {
                source.tellNext();
            }
            long wait = begin + tick * 1_000_000L - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        }
        return Long.toString(told);
    }

    /** Bytes in use after full collections. */
    private static String heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return String.format(
                Locale.ROOT,
                "%d",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private ServerBinding serve() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "fanout", ConfigFactory.parseString("""
                                pekko.actor.provider = cluster
                                pekko.actor.allow-java-serialization = off
                                pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                                pekko.cluster.jmx.enabled = off
                                pekko.loglevel = WARNING
                                """).withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                StockKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    if (command instanceof StockCommand.GetPrice price) {
                        price.replyTo().tell(view(entity.getEntityId()));
                    }
                    return Behaviors.same();
                })));
        return ApiServer.start(context(system, sharding)).toCompletableFuture().join();
    }

    private ApiContext context(ActorSystem<?> system, ClusterSharding sharding) {
        return new ApiContext(
                system,
                sharding,
                InstantSource.system(),
                ApiSettings.of("127.0.0.1", 0),
                AdminToken.of(TOKEN),
                absent(PersonalText.class),
                new Up(),
                () -> true,
                new Steady(),
                absent(ClusterAccess.class),
                new Release("bench", "bench", "bench", Instant.EPOCH),
                absent(Replays.class),
                new AuditAccess(absent(Connections.class), List::of, Optional::empty),
                absent(ReadSide.class),
                Calendars.NONE,
                absent(Statistics.class),
                RequestMeters.NONE,
                hub,
                List.of());
    }

    /** What a stream does not use. */
    private static <T> T absent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new IllegalStateException("a benchmark of streams does not use " + method);
        }));
    }

    private static StockView view(String id) {
        return new StockView.PriceView(
                id,
                instrument(id),
                1.0,
                0,
                Timeframe.D1,
                "bench",
                null,
                null,
                null,
                null,
                new Basis(null, 1, List.of()));
    }

    static Instrument instrument(String id) {
        String ticker = "T" + id.substring(id.length() - 4);
        return new Instrument(
                "Instrument " + ticker,
                new Currency("USD"),
                InstrumentType.COMMON_STOCK,
                null,
                List.of(new IdentifierSpan(Identifier.ticker(ticker, new Mic("XNAS")), Validity.ALWAYS)));
    }

    private static final class Up implements DatabaseGate {
        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public DatabaseGate.State state() {
            return new DatabaseGate.State(true, Instant.EPOCH, null);
        }
    }

    /** A node that never stands still. */
    private static final class Steady implements NodePulse {
        @Override
        public Condition condition() {
            return Condition.STEADY;
        }

        @Override
        public long stretch() {
            return 0;
        }

        @Override
        public NodePulse.State state() {
            return new NodePulse.State(Condition.STEADY, Instant.EPOCH, 0);
        }
    }
}
