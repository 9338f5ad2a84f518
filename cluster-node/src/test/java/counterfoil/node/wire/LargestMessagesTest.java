package counterfoil.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Closes;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
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
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldScope;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.Line;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The largest messages that the limits of the API allow, and larger ones, between two systems over real remoting. */
class LargestMessagesTest {
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.cluster.sharding.role = null
                    pekko.loglevel = OFF
                    pekko.stdout-loglevel = OFF
                    """)
            .withFallback(ConfigFactory.parseString(
                    "counterfoil.cluster { advertised-host = 127.0.0.1, advertised-port = 0, port = 0 }"))
            .withFallback(ConfigFactory.parseResources("pekko.conf"))
            .withFallback(ConfigFactory.parseResources("counterfoil.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();

    private static final ActorTestKit HERE = ActorTestKit.create("here", CONFIG);
    private static final ActorTestKit THERE = ActorTestKit.create("there", CONFIG);
    private static final BlockingQueue<Object> ARRIVED = new LinkedBlockingQueue<>();
    private static final TestProbe<StockView> ANSWERS = HERE.createTestProbe();

    /** What the other side answers next. */
    private static final AtomicReference<StockView> NEXT = new AtomicReference<>();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String LONGEST_ID = "x".repeat(36);
    private static final String SOURCE = "s".repeat(64);
    private static final Instrument INSTRUMENT = new Instrument(
            "é".repeat(200),
            new Currency("USD"),
            InstrumentType.COMMON_STOCK,
            "é".repeat(100),
            IntStream.range(0, 50).mapToObj(LargestMessagesTest::span).toList());
    private static final Enciphered REASON = new Enciphered("p".repeat(128), 1, new byte[12], new byte[2_000 + 16]);
    private static final Cause CAUSE = new Cause(
            "c".repeat(64),
            "p".repeat(128),
            "p".repeat(128),
            "r".repeat(64),
            Instant.parse("2026-01-05T10:00:00.123456789Z"),
            "0".repeat(64),
            REASON);
    private static final Basis BASIS = new Basis(LocalDate.EPOCH, Long.MAX_VALUE, List.of(SOURCE, SOURCE + "2"));
    private static final ImportOrigin ORIGIN =
            new ImportOrigin("i".repeat(32), SOURCE, Instant.EPOCH, "0".repeat(64), 500);

    @AfterAll
    static void stop() {
        HERE.shutdownTestKit();
        THERE.shutdownTestKit();
    }

    private static IdentifierSpan span(int i) {
        Identifier ticker = new Identifier(Scheme.TICKER, "ABCDEFGHIJKL%04d.XNAS".formatted(i));
        return new IdentifierSpan(ticker, new Validity(LocalDate.of(1950 + i, 1, 1), LocalDate.of(1950 + i, 12, 31)));
    }

    /** Numbers that need all seventeen digits. */
    private static Bars bars(int count) {
        return Bars.of(IntStream.range(0, count)
                .mapToObj(i -> new Bar(
                        86_400L * i,
                        1234 + (i + 1) / 3.0,
                        1236 + (i + 1) / 3.0,
                        1233 + (i + 1) / 3.0,
                        1235 + (i + 1) / 3.0,
                        1e15 + (i + 1) / 3.0))
                .toList());
    }

    /** Up to the last day of 2200. */
    private static Closes closes(int count) {
        int last = (int) LocalDate.of(2200, 12, 31).toEpochDay();
        return new Closes(
                IntStream.rangeClosed(last - count + 1, last).toArray(),
                IntStream.range(0, count).mapToDouble(i -> 1234 + (i + 1) / 3.0).toArray());
    }

    private static CorporateAction dividend(int i) {
        BigDecimal amount = new BigDecimal("12345678901234567890.123456789012345678");
        return new CorporateAction.CashDividend(
                LocalDate.of(1990, 1, 1).plusDays(i), new Money(amount, new Currency("USD")), true);
    }

    static Stream<Message> commands() {
        ActorRef<StockView> replyTo = ANSWERS.ref();
        return Stream.of(
                new StockCommand.RecordBars(Timeframe.D1, bars(StockCommand.MAX_BARS), ORIGIN, CAUSE, replyTo),
                new StockCommand.RecordCorporateActions(
                        IntStream.range(0, StockCommand.MAX_ACTIONS)
                                .mapToObj(LargestMessagesTest::dividend)
                                .toList(),
                        ORIGIN,
                        CAUSE,
                        replyTo),
                new StockCommand.ListInstrument(INSTRUMENT, CAUSE, replyTo),
                new StockCommand.GetTechnicals(
                        IntStream.range(0, 16).mapToObj(i -> "macd:12:26:" + i).toList(),
                        new Window(Timeframe.D1, Adjustment.ALL, 0, Long.MAX_VALUE, LocalDate.EPOCH, 1_000),
                        replyTo));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theLargestCommandArrives(Message command) throws InterruptedException {
        there().tell(command, org.apache.pekko.actor.ActorRef.noSender());

        assertThat(ARRIVED.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).hasSameClassAs(command);
        assertThat(bytes(command)).isLessThanOrEqualTo(BoundedSerializer.MAX_BYTES);
    }

    static Stream<StockView> views() {
        Question question = new Question(Long.MAX_VALUE, Long.MAX_VALUE, Rule.HIGH_BELOW_LOW, "d".repeat(120));
        // A stock puts at most 13,000 numbers into one answer: 764 times and sixteen lines of as many values.
        double[] values =
                IntStream.range(0, 764).mapToDouble(i -> 1234 + (i + 1) / 3.0).toArray();
        StockView.Missing missing = new StockView.Missing(100, 100, "r".repeat(300));
        long[] times =
                IntStream.range(0, 764).mapToLong(i -> 4_000_000_000L + i).toArray();
        return Stream.of(
                new StockView.HistoryView(LONGEST_ID, INSTRUMENT, bars(1_000), Long.MAX_VALUE, BASIS),
                new StockView.ClosesView(LONGEST_ID, INSTRUMENT, closes(StockCommand.MAX_CLOSES), 99_999, BASIS),
                new StockView.TechnicalsView(
                        LONGEST_ID,
                        INSTRUMENT,
                        times,
                        IntStream.range(0, 16)
                                .mapToObj(i -> new Line("macd:12:26:9", "histogram", values, missing))
                                .toList(),
                        Long.MAX_VALUE,
                        BASIS),
                new StockView.Done(
                        new StockOutcome.BarsTaken(
                                "i".repeat(32),
                                Timeframe.D1,
                                500,
                                0,
                                0,
                                0,
                                IntStream.range(0, 500).mapToObj(i -> question).toList()),
                        false,
                        Long.MAX_VALUE),
                new StockView.Done(
                        new StockOutcome.InstrumentKept(LONGEST_ID, INSTRUMENT, LocalDate.EPOCH, true), true, 1));
    }

    @ParameterizedTest
    @MethodSource("views")
    void theLargestAnswerArrives(StockView view) {
        assertThat(answered(view)).hasSameClassAs(view);
        assertThat(bytes(view)).isLessThanOrEqualTo(BoundedSerializer.MAX_BYTES);
    }

    @Test
    void aPageOfLegalHoldsWithTheLongestReasonsFits() {
        Hold hold = new Hold(LONGEST_ID, new HoldScope("stock", "i".repeat(200)), CAUSE, CAUSE, CAUSE);
        HoldView page = new HoldView.Page(
                IntStream.range(0, HoldView.MAX_PAGE).mapToObj(i -> hold).toList(), 1, 1_000);

        assertThat(bytes(page)).isLessThanOrEqualTo(2 * BoundedSerializer.MAX_BYTES);
    }

    @Test
    void anAnswerThatIsTooLargeArrivesAsARefusal() {
        StockView view = new StockView.HistoryView(LONGEST_ID, INSTRUMENT, bars(6_000), null, BASIS);

        assertThat(answered(view))
                .isInstanceOfSatisfying(
                        StockView.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOfSatisfying(
                                        Refusal.MessageTooLarge.class,
                                        large -> assertThat(large.bytes()).isGreaterThan(256 * 1024)));
    }

    @Test
    void aCommandThatIsTooLargeIsRefusedToItsSender() {
        there().tell(
                        new StockCommand.RecordBars(Timeframe.D1, bars(6_000), ORIGIN, CAUSE, ANSWERS.ref()),
                        org.apache.pekko.actor.ActorRef.noSender());

        StockView answer = ANSWERS.receiveMessage(PATIENCE);
        assertThat(((StockView.Refused) answer).refusal()).isInstanceOf(Refusal.MessageTooLarge.class);
        assertThat(ARRIVED).isEmpty();
    }

    private static StockView answered(StockView view) {
        NEXT.set(view);
        there().tell(new StockCommand.GetInstrument(null, ANSWERS.ref()), org.apache.pekko.actor.ActorRef.noSender());
        return ANSWERS.receiveMessage(PATIENCE);
    }

    private static int bytes(Message message) {
        return SerializationExtension.get(Adapter.toClassic(HERE.system()))
                .serialize(message)
                .get()
                .length;
    }

    private static ActorSelection there() {
        String address = Cluster.get(THERE.system()).selfMember().address().toString();
        return Adapter.toClassic(HERE.system()).actorSelection(address + "/user/" + Stock.NAME);
    }

    /** An actor that answers reads of the instrument and keeps everything else. */
    private static final class Stock {
        private static final String NAME = THERE.<StockCommand>spawn(Behaviors.receiveMessage(command -> {
                    if (command instanceof StockCommand.GetInstrument get) {
                        get.replyTo().tell(NEXT.get());
                    } else {
                        ARRIVED.add(command);
                    }
                    return Behaviors.same();
                }))
                .path()
                .toStringWithoutAddress()
                .substring("/user/".length());
    }
}
