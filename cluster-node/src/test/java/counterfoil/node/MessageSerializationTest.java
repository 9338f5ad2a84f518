package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.market.Adjustment;
import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Closes;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.QualityFinding;
import counterfoil.market.Quote;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.Message;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditView;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldScope;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.QuestionFilter;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Line;
import counterfoil.protocol.stock.StockView.SeriesExtent;
import counterfoil.protocol.stock.StockView.Settlement;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectView;
import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one node says to another arrives as it was said, by the serializer that the shipped configuration binds. */
class MessageSerializationTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            ConfigFactory.parseString("pekko { actor.provider = local, cluster.sharding.role = null }")
                    .withFallback(ConfigFactory.parseResources("pekko.conf"))
                    .withFallback(ConfigFactory.parseResources("counterfoil.conf"))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve());

    private static final Identifier TICKER = new Identifier(Scheme.TICKER, "AAPL.XNAS");
    private static final Validity SPAN = new Validity(LocalDate.of(2020, 1, 1), null);

    private static final Instrument INSTRUMENT = new Instrument(
            "Apple Inc.",
            new Currency("USD"),
            InstrumentType.COMMON_STOCK,
            null,
            List.of(new IdentifierSpan(TICKER, SPAN)));
    private static final Quote QUOTE =
            new Quote(812.5, 0.25, Instant.parse("2013-11-26T00:00:03.25Z"), "replay:bitstamp-2013-11-25", 7);
    private static final Enciphered ENVELOPE = new Enciphered(
            "user-1", 1, new byte[12], new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, -1});
    private static final Cause CAUSE = new Cause(
            "command", "admin-token", null, "request", Instant.parse("2026-01-05T10:00:00.123456789Z"), "00", ENVELOPE);
    private static final Bars BARS = Bars.of(List.of(new Bar(0, 1.1, 1.3, 0.9, 1.2, 100.25)));
    private static final CorporateAction SPLIT = new CorporateAction.Split(LocalDate.of(2020, 8, 31), 4, 1);
    private static final CorporateAction DIVIDEND = new CorporateAction.CashDividend(
            LocalDate.of(2020, 8, 7), new Money(new BigDecimal("0.82"), new Currency("USD")), false);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal.UnknownInstrument("AAPL"),
                new Refusal.InstrumentDiffers("id", List.of("name")),
                new Refusal.AlreadyDelisted("id", "2020-01-01"),
                new Refusal.IdentifierTaken(TICKER, "id", SPAN),
                new Refusal.IdentifierUnconfirmed(TICKER),
                new Refusal.CommandReused("command"),
                new Refusal.SequenceChanged(1, 2),
                new Refusal.UnknownQuestion(1),
                new Refusal.QuestionSettled(1, "accepted"),
                new Refusal.UnknownImport("import"),
                new Refusal.ActionDiffers("id", "one", "other"),
                new Refusal.LimitReached("bars", 1, 2),
                new Refusal.InvalidParameter("name", "value", "allowed"),
                new Refusal.AdjustmentUnavailable("reason"),
                new Refusal.UnknownHold("hold"),
                new Refusal.HoldOver("hold", "2026-01-05T10:00:00Z"),
                new Refusal.SecondPersonNeeded("hold", "principal"),
                new Refusal.EntityBusy(),
                new Refusal.MessageTooLarge(200_000, 131_072));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalArrives(Refusal refusal) {
        KIT.serializationTestKit().verifySerialization(new StockView.Refused(refusal), true);
    }

    static Stream<Message> views() {
        return Stream.of(
                new ListingView.Held(),
                new ListingView.Taken("id", SPAN),
                new ListingView.Owners(List.of("id")),
                new ListingView.Full(100),
                new SubjectView.Erased("user-1", Instant.EPOCH, true),
                new AuditView.ReadRecorded(Instant.EPOCH),
                new TicketView.Kept(),
                new TicketView.Full(),
                new TicketView.Redeemed("admin-token"),
                new TicketView.NotGood(),
                new HoldView.Kept(new Hold("hold", HoldScope.EVERYTHING, CAUSE, null, null), true),
                new HoldView.Page(List.of(new Hold("hold", new HoldScope("stock", "id"), CAUSE, CAUSE, CAUSE)), 20, 1),
                new HoldView.Coverage(List.of("hold")),
                new HoldView.Refused(new Refusal.UnknownHold("hold")),
                new QuoteView.Observed(),
                new QuoteView.Refused(QuoteView.Reason.IMPLAUSIBLE_JUMP, "2 follows 1"),
                new StockView.HeldSpans(List.of(SPAN, Validity.ALWAYS), true),
                new StockView.Done(new StockOutcome.AdjustmentsKept("import", 1), true, 7),
                new StockView.Done(new StockOutcome.ActionsTaken("import", 1, 1, 0, 0), true, 7),
                new StockView.Done(new StockOutcome.QuestionsJudged(List.of(1L), List.of(2L), List.of(3L)), false, 7),
                new StockView.Done(new StockOutcome.ImportTakenBack("import", 1, 2, 3), false, 7));
    }

    @ParameterizedTest
    @MethodSource("views")
    void aViewArrives(Message view) {
        KIT.serializationTestKit().verifySerialization(view, true);
    }

    static Stream<Message> commands() {
        ActorRef<StockView> stockView = KIT.<StockView>createTestProbe().ref();
        ActorRef<ListingView> listingView = KIT.<ListingView>createTestProbe().ref();
        ActorRef<AuditView> auditView = KIT.<AuditView>createTestProbe().ref();
        ActorRef<TicketView> ticketView = KIT.<TicketView>createTestProbe().ref();
        ActorRef<HoldView> holdView = KIT.<HoldView>createTestProbe().ref();
        ImportOrigin origin = new ImportOrigin("import", "feed", Instant.EPOCH, "00", 1);
        Window window = new Window(Timeframe.W1, Adjustment.SPLIT, 0, 1, LocalDate.EPOCH, 100);
        return Stream.of(
                new SubjectCommand.EraseSubject(
                        Instant.EPOCH, CAUSE, KIT.<SubjectView>createTestProbe().ref()),
                new StockCommand.ListInstrument(INSTRUMENT, CAUSE, stockView),
                new StockCommand.ChangeInstrument("name", null, INSTRUMENT.identifiers(), 3L, CAUSE, stockView),
                new StockCommand.DelistInstrument(LocalDate.EPOCH, CAUSE, stockView),
                new StockCommand.RecordBars(Timeframe.D1, BARS, origin, CAUSE, stockView),
                new TicketCommand.KeepTicket(
                        "ticket", "admin-token", Instant.EPOCH, Instant.EPOCH.plusSeconds(30), ticketView),
                new TicketCommand.RedeemTicket("ticket", "attempt", Instant.EPOCH, ticketView),
                new StockCommand.StateAdjustments(
                        List.of(new AdjustmentRun(LocalDate.EPOCH, LocalDate.EPOCH, 0.5)), origin, CAUSE, stockView),
                new StockCommand.RecordCorporateActions(List.of(SPLIT, DIVIDEND), origin, CAUSE, stockView),
                new StockCommand.JudgeQuestion(1, true, CAUSE, stockView),
                new StockCommand.WithdrawImport("import", CAUSE, stockView),
                new StockCommand.ObserveQuote(
                        QUOTE, Instant.EPOCH, KIT.<QuoteView>createTestProbe().ref()),
                new StockCommand.GetInstrument(null, stockView),
                new StockCommand.GetPrice(LocalDate.EPOCH, stockView),
                new StockCommand.GetHistory(window, stockView),
                new StockCommand.GetCloses(new StockCommand.Span(Adjustment.ALL, 0, 20_000, 10, null), stockView),
                new StockCommand.GetTechnicals(List.of("sma:20"), window, stockView),
                new StockCommand.GetCorporateActions(0, 100, null, stockView),
                new StockCommand.GetQuality(QualityPart.OPEN, 0, 10, null, stockView),
                new StockCommand.JudgeQuestions(List.of(1L), List.of(2L), CAUSE, stockView),
                new StockCommand.JudgeMatching(
                        new QuestionFilter(
                                Rule.UNIT_ERROR, Timeframe.D1, LocalDate.EPOCH, LocalDate.EPOCH, "feed", "import"),
                        true,
                        CAUSE,
                        stockView),
                new StockCommand.FindHeldSpans(TICKER, stockView),
                new ListingCommand.HoldIdentifier("id", List.of(SPAN), CAUSE, listingView),
                new ListingCommand.FindOwners(LocalDate.EPOCH, listingView),
                new AuditCommand.RecordRead("tile", new TreeMap<>(Map.of("path", "tile/0/000")), CAUSE, auditView),
                new HoldCommand.PlaceHold("hold", new HoldScope("stock", "id"), CAUSE, holdView),
                new HoldCommand.ReleaseHold("hold", CAUSE, holdView),
                new HoldCommand.GetHold("hold", holdView),
                new HoldCommand.ListHolds(0, 20, true, holdView),
                new HoldCommand.FindCovering("stock|id", holdView));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandArrives(Message command) {
        KIT.serializationTestKit().verifySerialization(command, true);
    }

    static Stream<Message> answers() {
        Basis basis = new Basis(LocalDate.EPOCH, 7, List.of("feed"));
        Question question = new Question(1, 0, Rule.HIGH_BELOW_LOW, "high 1 < low 2");
        KeptQuestion kept = new KeptQuestion(
                question, Timeframe.D1, BARS.get(0), "import", "feed", Settlement.ACCEPTED, null, ENVELOPE);
        return Stream.of(
                new StockView.Done(new StockOutcome.InstrumentKept("id", INSTRUMENT, null, true), false, 1),
                new StockView.Done(
                        new StockOutcome.BarsTaken("import", Timeframe.D1, 4, 1, 1, 1, List.of(question)), false, 1),
                new StockView.InstrumentView(
                        "id",
                        INSTRUMENT,
                        LocalDate.EPOCH,
                        1.5,
                        null,
                        null,
                        List.of(new SeriesExtent(Timeframe.D1, 1, 0, 0)),
                        1,
                        basis),
                new StockView.PriceView("id", INSTRUMENT, 1.5, 0, Timeframe.M1, "feed", null, null, null, null, basis),
                new StockView.PriceView("id", INSTRUMENT, 1.5, 0, Timeframe.M1, "feed", 0.1, 0.2, null, QUOTE, basis),
                new StockView.CorporateActionsView(
                        "id", INSTRUMENT, List.of(new KeptAction(DIVIDEND, "import", "feed")), null, basis),
                new StockView.QualityView(
                        "id",
                        INSTRUMENT,
                        List.of(kept),
                        List.of(new QualityFinding(Rule.STALE_REPEAT, Timeframe.D1, 0, 86_400, 2, "2 bars")),
                        1,
                        true,
                        1L,
                        basis));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerArrives(Message answer) {
        KIT.serializationTestKit().verifySerialization(answer, true);
    }

    @Test
    void columnsOfNumbersArriveWithTheirGaps() {
        Basis basis = new Basis(null, 7, List.of());
        StockView.HistoryView history = new StockView.HistoryView("id", INSTRUMENT, BARS, null, basis);
        assertThat(KIT.serializationTestKit()
                        .verifySerialization(history, false)
                        .bars()
                        .get(0))
                .isEqualTo(BARS.get(0));
        StockView.ClosesView closes = new StockView.ClosesView(
                "id", INSTRUMENT, new Closes(new int[] {-1, 20_000}, new double[] {0.1, 74.36}), 20_001, basis);
        assertThat(KIT.serializationTestKit().verifySerialization(closes, true)).isEqualTo(closes);
        Line line = new Line(
                "sma:2",
                null,
                new double[] {Double.NaN, 0.1},
                new StockView.Missing(1, 0, "the first value is at bar 1"));
        StockView.TechnicalsView view =
                new StockView.TechnicalsView("id", INSTRUMENT, new long[] {0, 86_400}, List.of(line), 5L, basis);
        StockView.TechnicalsView arrived = KIT.serializationTestKit().verifySerialization(view, false);
        assertThat(arrived.time()).containsExactly(0, 86_400);
        assertThat(arrived.lines().getFirst().values()).containsExactly(Double.NaN, 0.1);
        assertThat(arrived.lines().getFirst().missing()).isEqualTo(line.missing());
    }
}
