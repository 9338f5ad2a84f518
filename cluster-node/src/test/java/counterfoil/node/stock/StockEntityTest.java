package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Mic;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.node.wire.Overflow;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingCommand.HoldIdentifier;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.ListInstrument;
import counterfoil.protocol.stock.StockOutcome.BarsTaken;
import counterfoil.protocol.stock.StockOutcome.InstrumentKept;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.Done;
import counterfoil.protocol.stock.StockView.PriceView;
import counterfoil.protocol.stock.StockView.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockEntityTest {
    private static final Instant NOW = PureStock.NOW;
    private static final String TICKER = "AAPL.XNAS";
    private static final String ISIN = "isin:US0378331005";
    private static final String SYMBOL = "symbol:AAPL";

    private ActorTestKit kit;
    private TestProbe<StockView> answers;
    private TestProbe<ListingCommand> listings;
    private ActorRef<StockCommand> stock;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final QuoteSink sink = new QuoteSink() {
        @Override
        public void observed(String instrumentId, Instrument instrument, Quote quote) {
            told.add("observed " + quote);
        }

        @Override
        public void refused(QuoteView.Reason reason) {
            told.add("refused " + reason);
        }
    };

    @BeforeEach
    void start() {
        kit = ActorTestKit.create(PersistenceTestKitPlugin.getInstance()
                .config()
                .withFallback(ConfigFactory.parseString("""
                        pekko.persistence.testkit.events.serialize = off
                        pekko.persistence.testkit.snapshots.serialize = off
                        """))
                .withFallback(ConfigFactory.defaultApplication()));
        answers = kit.createTestProbe();
        listings = kit.createTestProbe();
        stock = kit.spawn(StockEntity.create(PureStock.ID, PureStock.SETTINGS, key -> listings.ref(), sink));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static Cause cause(String command, String body) {
        return new Cause(command, "operator", null, "request", NOW, body, null);
    }

    private void list(String command) {
        stock.tell(new ListInstrument(PureStock.AAPL, cause(command, "list"), answers.ref()));
    }

    /** Answers the claims that wait, with what is given for some of them, and tells which keys they were for. */
    private List<HoldIdentifier> answerClaims(int count, Map<String, ListingView> otherwise) {
        List<HoldIdentifier> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HoldIdentifier claim = listings.expectMessageClass(HoldIdentifier.class);
            claims.add(claim);
        }
        // Claims go out in the order of their keys.
        List<String> keys = new ArrayList<>(List.of(TICKER, ISIN, SYMBOL));
        for (int i = 0; i < count; i++) {
            claims.get(i).replyTo().tell(otherwise.getOrDefault(keys.get(i), new ListingView.Held()));
        }
        return claims;
    }

    private void listed() {
        list("command-1");
        answerClaims(3, Map.of());
        answers.expectMessageClass(Done.class);
    }

    private void record(String command, String body, double close) {
        Bars bars = Bars.of(List.of(new Bar(Timeframe.timeOf(LocalDate.of(2024, 1, 8)), 100, 102, 99, close, 10)));
        ImportOrigin origin = new ImportOrigin("import-" + command, "import", NOW, "00", 1);
        stock.tell(new StockCommand.RecordBars(Timeframe.D1, bars, origin, cause(command, body), answers.ref()));
    }

    @Test
    void anInstrumentIsListedOnceEveryListingHoldsItsIdentifier() {
        list("command-1");
        List<HoldIdentifier> claims = answerClaims(3, Map.of());

        Done done = answers.expectMessageClass(Done.class);
        assertThat(done.outcome()).isEqualTo(new InstrumentKept(PureStock.ID, PureStock.AAPL, null, true));
        assertThat(claims).extracting(HoldIdentifier::instrumentId).containsOnly(PureStock.ID);
        assertThat(claims).extracting(HoldIdentifier::validities).containsOnly(List.of(Validity.ALWAYS));
    }

    /** The write that failed has no answer; asked again, it claims again and is recorded. */
    @Test
    void afterAFailedWriteOfClaimedIdentifiersWritesGoOn() {
        PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
        journal.failNextPersisted("stock|" + PureStock.ID);
        list("command-1");
        answerClaims(3, Map.of());
        answers.expectNoMessage();

        list("command-1");
        answerClaims(3, Map.of());
        answers.expectMessageClass(Done.class);
    }

    @Test
    void whenOneIdentifierIsTakenNothingIsRecordedAndTheOthersAreGivenUp() {
        list("command-1");
        answerClaims(3, Map.of(ISIN, new ListingView.Taken("somebody", Validity.ALWAYS)));

        Identifier isin = new Identifier(Identifier.Scheme.ISIN, "US0378331005");
        answers.expectMessage(new Refused(new Refusal.IdentifierTaken(isin, "somebody", Validity.ALWAYS)));
        for (int i = 0; i < 3; i++) {
            assertThat(listings.expectMessageClass(HoldIdentifier.class).validities())
                    .isEmpty();
        }
        stock.tell(new StockCommand.GetPrice(null, answers.ref()));
        answers.expectMessage(new Refused(new Refusal.UnknownInstrument(PureStock.ID)));
    }

    @Test
    void readsAreAnsweredWhileClaimsWaitAndWritesWaitForThem() {
        list("command-1");
        record("command-2", "bars", 101);
        Identifier ticker = Identifier.ticker("AAPL", new Mic("XNAS"));
        stock.tell(new StockCommand.FindHeldSpans(ticker, answers.ref()));
        answers.expectMessage(new StockView.HeldSpans(List.of(), true));

        answerClaims(3, Map.of());

        assertThat(answers.expectMessageClass(Done.class).outcome()).isInstanceOf(InstrumentKept.class);
        assertThat(answers.expectMessageClass(Done.class).outcome()).isInstanceOf(BarsTaken.class);
    }

    /** An observation: the price at once, told to the sink, no event, and forgotten by the next incarnation. */
    @Test
    void aQuoteIsThePriceUntilTheStockStartsAnew() {
        listed();
        TestProbe<QuoteView> observed = kit.createTestProbe();
        Quote quote = new Quote(101.5, 10, NOW.minusSeconds(1), "feed", 1);
        stock.tell(new StockCommand.ObserveQuote(quote, NOW, observed.ref()));
        observed.expectMessage(new QuoteView.Observed());
        stock.tell(new StockCommand.ObserveQuote(quote, NOW, observed.ref()));
        observed.expectMessage(new QuoteView.Observed());
        Quote jump = new Quote(300, 10, NOW, "feed", 2);
        stock.tell(new StockCommand.ObserveQuote(jump, NOW, observed.ref()));
        assertThat(observed.expectMessageClass(QuoteView.Refused.class).reason())
                .isEqualTo(QuoteView.Reason.IMPLAUSIBLE_JUMP);
        assertThat(price()).extracting(PriceView::price, PriceView::quote).containsExactly(101.5, quote);
        assertThat(price().basis().sequenceNumber()).isEqualTo(1);
        assertThat(told).containsExactly("observed " + quote, "refused IMPLAUSIBLE_JUMP");

        kit.stop(stock);
        stock = kit.spawn(StockEntity.create(PureStock.ID, PureStock.SETTINGS, key -> listings.ref(), sink));
        assertThat(price()).extracting(PriceView::price, PriceView::reason).containsExactly(null, "no-bars");
    }

    private PriceView price() {
        stock.tell(new StockCommand.GetPrice(null, answers.ref()));
        return answers.expectMessageClass(PriceView.class);
    }

    @Test
    void theSameInstrumentAgainIsAcknowledgedAndAnotherIsRefusedWithTheFieldsThatDiffer() {
        listed();
        list("command-2");
        assertThat(answers.expectMessageClass(Done.class).outcome())
                .isEqualTo(new InstrumentKept(PureStock.ID, PureStock.AAPL, null, false));

        var other = new counterfoil.market.Instrument(
                "Apple Computer", PureStock.AAPL.currency(), PureStock.AAPL.type(), null, PureStock.AAPL.identifiers());
        stock.tell(new ListInstrument(other, cause("command-3", "other"), answers.ref()));
        answers.expectMessage(new Refused(new Refusal.InstrumentDiffers(PureStock.ID, List.of("name", "sector"))));
    }

    @Test
    void aRepeatedCommandGetsTheFirstAnswerAndNoEvent() {
        listed();
        record("command-2", "bars", 101);
        Done first = answers.expectMessageClass(Done.class);
        record("command-2", "bars", 101);
        Done second = answers.expectMessageClass(Done.class);

        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
    }

    @Test
    void aCommandIdentityThatWasUsedForSomethingElseIsRefused() {
        listed();
        record("command-2", "bars", 101);
        answers.expectMessageClass(Done.class);
        record("command-2", "other bars", 99);

        answers.expectMessage(new Refused(new Refusal.CommandReused("command-2")));
    }

    @Test
    void changingIdentifiersClaimsOldAndNewAndThenGivesUpTheOld() {
        listed();
        IdentifierSpan renamed = new IdentifierSpan(Identifier.ticker("APPL", new Mic("XNAS")), Validity.ALWAYS);
        stock.tell(new StockCommand.ChangeInstrument(
                null, null, List.of(renamed), 1L, cause("command-2", "change"), answers.ref()));
        Map<Boolean, Integer> claimed = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            HoldIdentifier claim = listings.expectMessageClass(HoldIdentifier.class);
            claimed.merge(claim.validities().isEmpty(), 1, Integer::sum);
            claim.replyTo().tell(new ListingView.Held());
        }
        assertThat(claimed).isEqualTo(Map.of(false, 5));

        assertThat(answers.expectMessageClass(Done.class).outcome())
                .isInstanceOfSatisfying(
                        InstrumentKept.class,
                        kept -> assertThat(kept.instrument().identifiers()).containsExactly(renamed));
        for (int i = 0; i < 3; i++) {
            assertThat(listings.expectMessageClass(HoldIdentifier.class).validities())
                    .isEmpty();
        }
    }

    @Test
    void aChangeOfWhatHasMovedOnIsRefused() {
        listed();
        stock.tell(new StockCommand.ChangeInstrument(
                "Apple", null, null, 7L, cause("command-2", "change"), answers.ref()));

        answers.expectMessage(new Refused(new Refusal.SequenceChanged(7, 1)));
    }

    @Test
    void whatNobodyListedRefusesEverythingElse() {
        record("command-1", "bars", 101);

        answers.expectMessage(new Refused(new Refusal.UnknownInstrument(PureStock.ID)));
    }

    /** The kit's stash holds ten; one write is under way while its listings do not answer. */
    @Test
    void whatFindsNoPlaceIsToldSoAtOnce() {
        ActorTestKit small =
                ActorTestKit.create(ConfigFactory.parseString("pekko.persistence.typed.stash-capacity = 10")
                        .withFallback(kit.system().settings().config()));
        TestProbe<StockView> heard = small.createTestProbe();
        small.spawn(Overflow.answering());
        TestProbe<ListingCommand> silent = small.createTestProbe();
        ActorRef<StockCommand> busy = small.spawn(
                StockEntity.create(PureStock.ID, PureStock.SETTINGS, key -> silent.ref(), QuoteSink.NOBODY));
        try {
            busy.tell(new StockCommand.GetPrice(null, heard.ref()));
            heard.expectMessage(new Refused(new Refusal.UnknownInstrument(PureStock.ID)));
            // The first one waits for its listings, ten find a place, two do not.
            for (int i = 0; i < 13; i++) {
                busy.tell(new ListInstrument(PureStock.AAPL, cause("command-" + i, "list"), heard.ref()));
            }

            heard.expectMessage(new Refused(new Refusal.EntityBusy()));
            heard.expectMessage(new Refused(new Refusal.EntityBusy()));
            busy.tell(new StockCommand.GetPrice(null, heard.ref()));
            heard.expectMessage(new Refused(new Refusal.UnknownInstrument(PureStock.ID)));
        } finally {
            small.shutdownTestKit();
        }
    }
}
