package counterfoil.node.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.market.Validity;
import counterfoil.protocol.Cause;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingCommand.FindOwners;
import counterfoil.protocol.listing.ListingCommand.HoldIdentifier;
import counterfoil.protocol.listing.ListingEvent;
import counterfoil.protocol.listing.ListingEvent.IdentifierHeld;
import counterfoil.protocol.listing.ListingEvent.IdentifierReleased;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.listing.ListingView.Full;
import counterfoil.protocol.listing.ListingView.Held;
import counterfoil.protocol.listing.ListingView.Owners;
import counterfoil.protocol.listing.ListingView.Taken;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.FindHeldSpans;
import counterfoil.protocol.stock.StockView.HeldSpans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingEntityTest {
    private static final ActorTestKit KIT = ActorTestKit.create(PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = off"))
            .withFallback(ConfigFactory.load()));
    private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
    private static final ListingLimits LIMITS = new ListingLimits(100, Duration.ofMillis(300));
    private static final Instant T0 = Instant.parse("2026-01-05T10:00:00Z");
    private static final LocalDate Y2010 = LocalDate.of(2010, 1, 1);
    private static final LocalDate Y2015 = LocalDate.of(2015, 1, 1);
    private static final LocalDate Y2020 = LocalDate.of(2020, 1, 1);
    private static final Validity ALWAYS = Validity.ALWAYS;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void forget() {
        JOURNAL.clearAll();
    }

    @Test
    void aFreeIdentifierIsHeld() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        assertThat(listing.hold("one", ALWAYS)).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).containsExactly("one");
    }

    @Test
    void theSameClaimAgainRecordsNothing() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", new Validity(Y2010, Y2015), new Validity(Y2020, null));
        assertThat(listing.hold("one", new Validity(Y2020, null), new Validity(Y2010, Y2015)))
                .isEqualTo(new Held());
        assertThat(listing.events()).hasSize(1);
    }

    @Test
    void overlappingDatesOfAnotherOwnerAreRefused() {
        Listing listing = new Listing("AAPL.XNAS", Map.of("one", holding(ALWAYS)));
        listing.hold("one", ALWAYS);
        assertThat(listing.hold("two", new Validity(Y2020, null))).isEqualTo(new Taken("one", ALWAYS));
        assertThat(listing.events()).hasSize(1);
    }

    @Test
    void adjacentDatesDoNotOverlap() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", new Validity(Y2010, Y2015));
        assertThat(listing.hold("two", new Validity(Y2015, Y2020))).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2015.minusDays(1))).containsExactly("one");
        assertThat(listing.ownersOn(Y2015)).containsExactly("two");
    }

    @Test
    void aTickerCanBeUsedAgainAfterItsEnd() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", ALWAYS);
        listing.hold("one", new Validity(null, Y2015));
        assertThat(listing.ownersOn(Y2020)).containsExactly("one");
        assertThat(listing.hold("two", new Validity(Y2020, null))).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).containsExactly("two");
        assertThat(listing.ownersOn(Y2020.minusDays(1))).containsExactly("one");
    }

    @Test
    void anIdentifierThatWasGivenUpIsFree() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", ALWAYS);
        assertThat(listing.hold("one")).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).isEmpty();
        assertThat(listing.hold("two", ALWAYS)).isEqualTo(new Held());
        assertThat(listing.events())
                .extracting(Object::getClass)
                .containsExactly(IdentifierHeld.class, IdentifierReleased.class, IdentifierHeld.class);
    }

    @Test
    void aSharedKeyHasSeveralOwners() {
        Listing listing = new Listing("cik:0000320193", Map.of());
        listing.hold("two", ALWAYS);
        assertThat(listing.hold("one", ALWAYS)).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).containsExactly("one", "two");
    }

    @Test
    void aClaimThatNobodyStandsBehindGivesWay() {
        Listing listing = new Listing("isin:US0378331005", Map.of("one", holding()));
        listing.hold("one", ALWAYS);
        assertThat(listing.hold("two", ALWAYS)).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).containsExactly("two");
        assertThat(listing.events().get(1)).isInstanceOf(IdentifierReleased.class);
    }

    @Test
    void aClaimWiderThanWhatItsOwnerHoldsIsCorrected() {
        Listing listing = new Listing("AAPL.XNAS", Map.of("one", holding(new Validity(Y2010, Y2015))));
        listing.hold("one", new Validity(Y2010, null));
        assertThat(listing.hold("two", new Validity(Y2020, null))).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2010)).containsExactly("one");
        assertThat(listing.ownersOn(Y2020)).containsExactly("two");
    }

    @Test
    void severalOrphansGiveWayInOneWrite() {
        Listing listing = new Listing("AAPL.XNAS", Map.of("one", holding(), "two", holding()));
        listing.hold("one", new Validity(Y2010, Y2015));
        listing.hold("two", new Validity(Y2015, Y2020));
        assertThat(listing.hold("three", ALWAYS)).isEqualTo(new Held());
        assertThat(listing.events()).hasSize(5);
        assertThat(listing.ownersOn(Y2010)).containsExactly("three");
    }

    @Test
    void anOwnerThatIsAboutToDecideKeepsItsClaim() {
        Listing listing = new Listing("AAPL.XNAS", Map.of("one", new HeldSpans(List.of(), true)));
        listing.hold("one", ALWAYS);
        assertThat(listing.hold("two", ALWAYS)).isEqualTo(new Taken("one", ALWAYS));
        assertThat(listing.ownersOn(Y2020)).containsExactly("one");
    }

    @Test
    void anOwnerThatDoesNotAnswerKeepsItsClaim() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", ALWAYS);
        assertThat(listing.hold("two", ALWAYS)).isEqualTo(new Taken("one", ALWAYS));
    }

    @Test
    void claimsWaitWhileAnOwnerIsAsked() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", ALWAYS);
        TestProbe<ListingView> second = listing.send("two", ALWAYS);
        TestProbe<ListingView> release = listing.send("one");
        assertThat(second.receiveMessage()).isEqualTo(new Taken("one", ALWAYS));
        assertThat(release.receiveMessage()).isEqualTo(new Held());
        assertThat(listing.ownersOn(Y2020)).isEmpty();
    }

    @Test
    void theHundredAndFirstSpanIsRefused() {
        Listing listing = new Listing("symbol:AAPL", Map.of());
        Validity[] hundred = IntStream.range(0, 100)
                .mapToObj(i -> new Validity(Y2010.plusDays(2L * i), Y2010.plusDays(2L * i + 1)))
                .toArray(Validity[]::new);
        assertThat(listing.hold("one", hundred)).isEqualTo(new Held());
        assertThat(listing.hold("two", ALWAYS)).isEqualTo(new Full(100));
        assertThat(listing.hold("one", ALWAYS)).isEqualTo(new Held());
    }

    @Test
    void ofFiftyParallelClaimsExactlyOneIsHeld() {
        Map<String, HeldSpans> deciding = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            deciding.put("stock-" + i, new HeldSpans(List.of(), true));
        }
        Listing listing = new Listing("AAPL.XNAS", deciding);
        List<TestProbe<ListingView>> claims = new ArrayList<>();
        deciding.keySet().forEach(stock -> claims.add(listing.send(stock, ALWAYS)));
        List<ListingView> answers =
                claims.stream().map(TestProbe::receiveMessage).toList();
        assertThat(answers).filteredOn(Held.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Taken.class::isInstance).hasSize(49);
        assertThat(listing.events()).hasSize(1);
    }

    @Test
    void ownersSurviveARestart() {
        Listing listing = new Listing("AAPL.XNAS", Map.of("one", holding(ALWAYS)));
        listing.hold("one", ALWAYS);
        KIT.stop(listing.entity);
        Listing again = new Listing("AAPL.XNAS", Map.of("one", holding(ALWAYS)));
        assertThat(again.ownersOn(Y2020)).containsExactly("one");
        assertThat(again.hold("two", ALWAYS)).isEqualTo(new Taken("one", ALWAYS));
    }

    @Test
    void recordedInstantsNeverRunBackwards() {
        Listing listing = new Listing("AAPL.XNAS", Map.of());
        listing.hold("one", ALWAYS);
        TestProbe<ListingView> probe = KIT.createTestProbe();
        listing.entity.tell(new HoldIdentifier("one", List.of(), cause(T0.minusSeconds(60)), probe.ref()));
        probe.receiveMessage();
        assertThat(listing.events())
                .extracting(event -> event.cause().recordedAt())
                .containsExactly(T0, T0);
    }

    private static HeldSpans holding(Validity... spans) {
        return new HeldSpans(List.of(spans), false);
    }

    private static Cause cause(Instant at) {
        return new Cause("command-1", "system", null, "request-1", at, null, null);
    }

    /** A running listing; stocks that the map does not name never answer. */
    private static final class Listing {
        private final String entityId;
        private final ActorRef<ListingCommand> entity;

        Listing(String entityId, Map<String, HeldSpans> stocks) {
            this.entityId = entityId;
            entity = KIT.spawn(ListingEntity.create(entityId, LIMITS, id -> stock(stocks.get(id))));
        }

        private static ActorRef<StockCommand> stock(@Nullable HeldSpans answer) {
            return KIT.spawn(Behaviors.receive(StockCommand.class)
                    .onMessage(FindHeldSpans.class, find -> {
                        if (answer != null) {
                            find.replyTo().tell(answer);
                        }
                        return Behaviors.same();
                    })
                    .build());
        }

        ListingView hold(String instrumentId, Validity... validities) {
            return send(instrumentId, validities).receiveMessage();
        }

        TestProbe<ListingView> send(String instrumentId, Validity... validities) {
            TestProbe<ListingView> probe = KIT.createTestProbe();
            entity.tell(new HoldIdentifier(instrumentId, List.of(validities), cause(T0), probe.ref()));
            return probe;
        }

        List<String> ownersOn(LocalDate date) {
            TestProbe<ListingView> probe = KIT.createTestProbe();
            entity.tell(new FindOwners(date, probe.ref()));
            return probe.expectMessageClass(Owners.class).instrumentIds();
        }

        List<ListingEvent> events() {
            return JOURNAL.persistedInStorage("listing|" + entityId).stream()
                    .map(ListingEvent.class::cast)
                    .toList();
        }
    }
}
