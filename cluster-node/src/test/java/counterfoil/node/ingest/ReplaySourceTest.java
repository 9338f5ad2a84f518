package counterfoil.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.node.Awaited;
import counterfoil.node.ingest.ReplayStatus.State;
import counterfoil.node.sample.SampleTrades;
import counterfoil.node.sample.Trade;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplaySourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SPEED = 3_600;
    private static final Instant NOW = Instant.parse("2026-01-27T14:05:00Z");
    private static final Instant FIRST_DAY_ENDS = Instant.parse("2013-11-25T23:59:00Z");
    private static final long DAY = SampleTrades.SECOND_DAY;
    private static final Instrument BITCOIN = new Instrument(
            "Bitcoin",
            new Currency("USD"),
            InstrumentType.CRYPTO,
            null,
            List.of(new IdentifierSpan(Identifier.ticker("BTC-USD", new Mic("XOFF")), Validity.ALWAYS)));

    /** One trade of the first day, then three of a minute, none for a minute, and one. */
    private static final SampleTrades SAMPLE = new SampleTrades(
            List.of(
                    trade(1, DAY - 10, "799", "1"),
                    trade(2, DAY + 5, "800.5", "0.1"),
                    trade(3, DAY + 5, "803", "0.2"),
                    trade(4, DAY + 59, "801", "0.3"),
                    trade(5, DAY + 150, "802", "1")),
            "00");

    private final ActorTestKit kit = ActorTestKit.create();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<ReplayStatus> statuses = new CopyOnWriteArrayList<>();

    /** Epoch second of the newest minute that the instrument holds; none before the first day is there. */
    private final AtomicLong newest = new AtomicLong(FIRST_DAY_ENDS.getEpochSecond());

    private static Trade trade(long number, long time, String price, String amount) {
        return new Trade(number, time, new BigDecimal(price), new BigDecimal(amount));
    }

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private void play(boolean refusing) {
        ActorRef<ListingCommand> listing = kit.spawn(Behaviors.receiveMessage(command -> {
            ((ListingCommand.FindOwners) command).replyTo().tell(new ListingView.Owners(List.of("btc")));
            return Behaviors.same();
        }));
        ActorRef<StockCommand> stock = kit.spawn(Behaviors.receiveMessage(command -> {
            answer(command, refusing);
            return Behaviors.same();
        }));
        var instruments = new ReplaySource.Instruments(key -> listing, id -> stock);
        var unused = kit.spawn(ReplaySource.create(instruments, SAMPLE, SPEED, () -> NOW, statuses::add));
    }

    private void answer(StockCommand command, boolean refusing) {
        switch (command) {
            case StockCommand.GetInstrument get -> get.replyTo().tell(described());
            case StockCommand.ObserveQuote observe -> {
                told.add(observe.quote().number() + " " + observe.quote().price() + " "
                        + observe.quote().at());
                observe.replyTo().tell(new QuoteView.Observed());
            }
            case StockCommand.RecordBars record -> {
                Bar bar = record.bars().get(0);
                told.add("bar " + Instant.ofEpochSecond(bar.time()) + " " + bar.open() + " " + bar.high() + " "
                        + bar.low() + " " + bar.close() + " " + bar.volume());
                commands.add(record.cause().commandId());
                record.replyTo()
                        .tell(
                                refusing
                                        ? new StockView.Refused(new Refusal.LimitReached("bars-per-timeframe", 1, 2))
                                        : new StockView.Done(
                                                new StockOutcome.BarsTaken(
                                                        "import", Timeframe.M1, 1, 1, 0, 0, List.of()),
                                                false,
                                                1));
            }
            default -> throw new IllegalStateException("not asked by a replay: " + command);
        }
    }

    private StockView described() {
        long last = newest.get();
        return new StockView.InstrumentView(
                "btc",
                BITCOIN,
                null,
                null,
                null,
                null,
                last == 0 ? List.of() : List.of(new StockView.SeriesExtent(Timeframe.M1, 1, 0, last)),
                0,
                new Basis(null, 1, List.of()));
    }

    private void await(State state) throws Exception {
        Awaited.until(PATIENCE, () -> !statuses.isEmpty() && statuses.getLast().state() == state);
    }

    @Test
    void everyTradeIsAQuoteAndEveryMinuteABarWhenItIsOver() throws Exception {
        play(false);
        await(State.ENDED);
        assertThat(told)
                .containsExactly(
                        "2 800.5 2013-11-26T00:00:05Z",
                        "3 803.0 2013-11-26T00:00:05Z",
                        "4 801.0 2013-11-26T00:00:59Z",
                        "bar 2013-11-26T00:00:00Z 800.5 803.0 800.5 801.0 0.6",
                        "5 802.0 2013-11-26T00:02:30Z",
                        "bar 2013-11-26T00:02:00Z 802.0 802.0 802.0 802.0 1.0");
        assertThat(statuses).extracting(ReplayStatus::state).contains(State.PLAYING);
    }

    @Test
    void itGoesOnBehindTheNewestMinuteAndNamesItsCommandsAlike() throws Exception {
        play(false);
        await(State.ENDED);
        List<String> first = List.copyOf(commands);
        told.clear();
        commands.clear();
        statuses.clear();
        newest.set(DAY);

        play(false);
        await(State.ENDED);
        assertThat(told).hasSize(2);
        assertThat(commands).containsExactly(first.getLast());
        assertThat(first)
                .containsExactly(
                        "replay:bitstamp-2013-11-25/2013-11-26T00:00:00Z",
                        "replay:bitstamp-2013-11-25/2013-11-26T00:02:00Z");
    }

    @Test
    void itWaitsForTheFirstDay() throws Exception {
        newest.set(0);
        play(false);
        await(State.WAITING);
        assertThat(statuses.getLast().reason()).contains("2013-11-25T23:59:00Z", "BTC-USD.XOFF");
        assertThat(told).isEmpty();
        newest.set(FIRST_DAY_ENDS.getEpochSecond());
        await(State.ENDED);
    }

    @Test
    void aRefusedBarStopsItSinceAGapWouldFollow() throws Exception {
        play(true);
        await(State.STOPPED);
        assertThat(told).hasSize(4);
        assertThat(statuses.getLast().reason()).contains("bars-per-timeframe");
    }

    @Test
    void whatIsPlayedAlreadyEndsAtOnce() throws Exception {
        newest.set(DAY + 600);
        play(false);
        await(State.ENDED);
        assertThat(told).isEmpty();
    }
}
