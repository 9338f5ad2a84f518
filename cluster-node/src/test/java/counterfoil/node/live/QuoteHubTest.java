package counterfoil.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.http.live.LiveSource.Observed;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.node.Awaited;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes in one JVM: what stocks of the one observe is heard on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuoteHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instrument BITCOIN = new Instrument(
            "Bitcoin",
            new Currency("USD"),
            InstrumentType.CRYPTO,
            null,
            List.of(new IdentifierSpan(Identifier.ticker("BTC-USD", new Mic("XOFF")), Validity.ALWAYS)));

    /** What the stocks hold, by instrument. */
    private final Map<String, Quote> held = new ConcurrentHashMap<>();

    private final TestNode one = new TestNode();
    private final TestNode two = new TestNode();

    private final class TestNode {
        private final ActorTestKit kit = ActorTestKit.create(
                "quotes",
                ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                        pekko.actor.serialization-bindings { "counterfoil.protocol.Message" = jackson-cbor }
                        pekko.coordinated-shutdown.exit-jvm = off
                        """)
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
        private final FanOut fanOut = new FanOut();
        private final Heard heard = new Heard();

        private ActorRef<HubMessage> start() {
            ActorRef<StockCommand> stocks = kit.spawn(Behaviors.receiveMessage(command -> {
                if (command instanceof StockCommand.GetPrice get) {
                    get.replyTo().tell(new StockView.HeldSpans(List.of(), false));
                }
                return Behaviors.same();
            }));
            ActorRef<HubMessage> hub = kit.spawn(QuoteHub.create(fanOut, 32, id -> {
                Quote quote = held.get(id);
                return quote == null ? stocks : kit.spawn(holding(id, quote));
            }));
            hub.tell(new HubMessage.Listening(heard));
            return hub;
        }

        private Cluster cluster() {
            return Cluster.get(kit.system());
        }

        private void observe(String instrument, Quote quote) {
            held.put(instrument, quote);
            fanOut.observed(instrument, BITCOIN, quote);
        }
    }

    private static Behavior<StockCommand> holding(String id, Quote quote) {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof StockCommand.GetPrice get) {
                get.replyTo()
                        .tell(new StockView.PriceView(
                                id,
                                BITCOIN,
                                quote.price(),
                                quote.at().getEpochSecond(),
                                Timeframe.M1,
                                quote.source(),
                                null,
                                null,
                                null,
                                quote,
                                new Basis(null, 1, List.of())));
            }
            return Behaviors.same();
        });
    }

    private ActorRef<HubMessage> hubOfTwo =
            one.kit.<HubMessage>createTestProbe().ref();

    @BeforeAll
    void form() throws Exception {
        var unused = one.start();
        hubOfTwo = two.start();
        var seed = one.cluster().selfMember().address();
        one.cluster().manager().tell(Join.create(seed));
        two.cluster().manager().tell(Join.create(seed));
        Awaited.until(PATIENCE, () -> {
            var members = one.cluster().state().getMembers();
            int up = 0;
            for (var member : members) {
                up += member.status().equals(MemberStatus.up()) ? 1 : 0;
            }
            return up == 2;
        });
    }

    @AfterAll
    void end() {
        two.kit.shutdownTestKit();
        one.kit.shutdownTestKit();
    }

    private static Quote quote(long number) {
        return new Quote(800 + number, 1, Instant.parse("2013-11-26T00:00:00Z").plusSeconds(number), "replay", number);
    }

    private static List<Long> numbers(TestNode node, String instrument) {
        return node.heard.quotes.stream()
                .filter(observed -> observed.instrumentId().equals(instrument))
                .map(observed -> observed.quote().number())
                .toList();
    }

    private static boolean hasHeard(TestNode node, String instrument, long number) {
        return numbers(node, instrument).contains(number);
    }

    /**
     * The quote of before the wish is told too, since the stock still holds it; a quote that follows at once may find the
     * wish not in effect yet, and is then the one that the stock is asked for.
     */
    @Test
    void aWishTellsWhatTheStockHoldsAndEverythingAfterIt() throws Exception {
        one.observe("btc", quote(1));
        hubOfTwo.tell(new HubMessage.Wanted(Set.of("btc")));
        Awaited.until(PATIENCE, () -> hasHeard(two, "btc", 1));
        one.observe("btc", quote(2));
        one.observe("other", quote(9));
        Awaited.until(PATIENCE, () -> hasHeard(two, "btc", 2));
        one.observe("btc", quote(3));
        Awaited.until(PATIENCE, () -> hasHeard(two, "btc", 3));

        assertThat(numbers(two, "btc")).containsExactly(1L, 2L, 3L);
        assertThat(two.heard.quotes).extracting(Observed::instrument).containsOnly(BITCOIN);
        assertThat(numbers(two, "other")).isEmpty();
        assertThat(one.heard.quotes).isEmpty();
    }

    @Test
    void aBurstIsConflatedToItsNewestAndNeverRunsBackwards() throws Exception {
        hubOfTwo.tell(new HubMessage.Wanted(Set.of("burst")));
        one.observe("burst", quote(1));
        Awaited.until(PATIENCE, () -> hasHeard(two, "burst", 1));
        for (int i = 2; i <= 20_000; i++) {
            one.observe("burst", quote(i));
        }
        Awaited.until(PATIENCE, () -> hasHeard(two, "burst", 20_000));

        assertThat(numbers(two, "burst")).isSorted();
        assertThat(one.fanOut.counts().conflated()).isPositive();
    }

    @Test
    void aNodeHearsItsOwnStocksToo() throws Exception {
        hubOfTwo.tell(new HubMessage.Wanted(Set.of("own")));
        two.observe("own", quote(1));
        Awaited.until(PATIENCE, () -> hasHeard(two, "own", 1));
        hubOfTwo.tell(new HubMessage.Wanted(Set.of()));
        two.observe("own", quote(2));
        hubOfTwo.tell(new HubMessage.Wanted(Set.of("eth")));
        two.observe("eth", quote(3));
        Awaited.until(PATIENCE, () -> hasHeard(two, "eth", 3));
        assertThat(numbers(two, "own")).containsExactly(1L);
    }
}
