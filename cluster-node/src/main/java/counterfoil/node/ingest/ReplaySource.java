package counterfoil.node.ingest;

import counterfoil.http.Digests;
import counterfoil.market.Bars;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.node.ingest.ReplayMessage.Answered;
import counterfoil.node.ingest.ReplayMessage.Described;
import counterfoil.node.ingest.ReplayMessage.Found;
import counterfoil.node.ingest.ReplayMessage.Go;
import counterfoil.node.ingest.ReplayMessage.Loaded;
import counterfoil.node.ingest.ReplayMessage.Stop;
import counterfoil.node.ingest.ReplayStatus.State;
import counterfoil.node.ingest.Script.Step;
import counterfoil.node.sample.Minute;
import counterfoil.node.sample.SampleTrades;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Message;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.SeriesExtent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the sample's trades from its second day on as if they happened now, at a multiple of their speed: each trade is
 * observed as a quote, and each minute recorded as a bar when it is over.
 *
 * <p>It goes on behind the newest minute that its instrument holds, and waits until the first day is there. One question
 * is under way at a time; without an answer the same is asked again, under the same command id. So whichever node plays
 * after a crash, every minute is recorded once; the quotes of the minute that was cut off come again, and the stock drops
 * those that it remembers.
 */
final class ReplaySource {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaySource.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String PRINCIPAL = "ingest";

    private final ActorContext<ReplayMessage> context;
    private final TimerScheduler<ReplayMessage> timers;
    private final Instruments instruments;
    private final SampleTrades sample;
    private final int speed;
    private final InstantSource clock;
    private final Consumer<ReplayStatus> statuses;

    private String instrumentId = "";
    private @Nullable Script script;
    private @Nullable Step step;
    private long playedFrom;
    private Instant startedAt = Instant.EPOCH;

    /** How instruments are reached: a listing by its key, a stock by its id. */
    record Instruments(
            Function<String, RecipientRef<ListingCommand>> listings,
            Function<String, RecipientRef<StockCommand>> stocks) {}

    private ReplaySource(
            ActorContext<ReplayMessage> context,
            TimerScheduler<ReplayMessage> timers,
            Instruments instruments,
            SampleTrades sample,
            int speed,
            InstantSource clock,
            Consumer<ReplayStatus> statuses) {
        this.context = context;
        this.timers = timers;
        this.instruments = instruments;
        this.sample = sample;
        this.speed = speed;
        this.clock = clock;
        this.statuses = statuses;
    }

    /**
     * Plays a sample.
     *
     * @param sample its trades; those of the first day are taken to be imported
     * @param speed seconds of the data in a second, 1 or more
     * @param statuses is told how it is
     */
    static Behavior<ReplayMessage> create(
            Instruments instruments,
            SampleTrades sample,
            int speed,
            InstantSource clock,
            Consumer<ReplayStatus> statuses) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ReplaySource source = new ReplaySource(context, timers, instruments, sample, speed, clock, statuses);
            source.find();
            return Behaviors.receiveMessage(source::take);
        }));
    }

    private Behavior<ReplayMessage> take(ReplayMessage message) {
        switch (message) {
            case Go go -> goOn();
            case Found found -> found(found.view());
            case Described described -> described(described.view());
            case Answered answered -> answered(answered.view());
            case Loaded loaded -> throw new IllegalStateException("the sample is loaded before it is played");
            case Stop stop -> {
                statuses.accept(new ReplayStatus(State.STANDBY, null, null));
                return Behaviors.stopped();
            }
        }
        return Behaviors.same();
    }

    private void goOn() {
        if (step != null) {
            tell(step);
        } else if (script == null) {
            find();
        }
    }

    private void find() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        context.ask(
                ListingView.class,
                instruments.listings().apply(SampleTrades.SYMBOL),
                TIMEOUT,
                replyTo -> new ListingCommand.FindOwners(today, replyTo),
                (view, failure) -> new Found(view));
    }

    private void found(@Nullable ListingView view) {
        if (view instanceof ListingView.Owners owners && owners.instrumentIds().size() == 1) {
            instrumentId = owners.instrumentIds().getFirst();
            context.ask(
                    StockView.class,
                    stock(),
                    TIMEOUT,
                    replyTo -> new StockCommand.GetInstrument(null, replyTo),
                    (answer, failure) -> new Described(answer));
        } else {
            await(SampleTrades.SYMBOL + " to be listed");
        }
    }

    /** The last minute of the first day must stand: then what is imported is there, and what is played comes after it. */
    private void described(@Nullable StockView view) {
        long newest = view instanceof StockView.InstrumentView instrument
                ? instrument.series().stream()
                        .filter(extent -> extent.timeframe() == Timeframe.M1)
                        .mapToLong(SeriesExtent::last)
                        .findFirst()
                        .orElse(Long.MIN_VALUE)
                : Long.MIN_VALUE;
        long needed = lastMinuteOfFirstDay();
        if (newest < needed) {
            await("the minute " + Instant.ofEpochSecond(needed) + " of " + SampleTrades.SYMBOL + " to be recorded");
            return;
        }
        playedFrom = Math.max(SampleTrades.SECOND_DAY, newest + Minute.SECONDS);
        startedAt = clock.instant();
        LOG.info(
                "{} plays from {} on, {} times as fast as it happened",
                Script.SOURCE,
                Instant.ofEpochSecond(playedFrom),
                speed);
        script = new Script(sample, playedFrom);
        next();
    }

    private long lastMinuteOfFirstDay() {
        long last = sample.trades().stream()
                .mapToLong(trade -> trade.time())
                .filter(time -> time < SampleTrades.SECOND_DAY)
                .max()
                .orElse(Long.MIN_VALUE);
        return last - Math.floorMod(last, Minute.SECONDS);
    }

    private void await(String what) {
        statuses.accept(new ReplayStatus(State.WAITING, null, "waits for " + what));
        timers.startSingleTimer(new Go(), PAUSE);
    }

    private void next() {
        Script playing = script;
        if (playing == null || !playing.hasNext()) {
            step = null;
            LOG.info("{} has ended: its data is played", Script.SOURCE);
            statuses.accept(new ReplayStatus(State.ENDED, null, "the data has ended"));
            return;
        }
        Step coming = playing.next();
        step = coming;
        statuses.accept(new ReplayStatus(State.PLAYING, Instant.ofEpochSecond(coming.due()), null));
        Instant due =
                startedAt.plus(Duration.ofSeconds(coming.due() - playedFrom).dividedBy(speed));
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.isPositive()) {
            timers.startSingleTimer(new Go(), wait);
        } else {
            tell(coming);
        }
    }

    private void tell(Step now) {
        switch (now) {
            case Step.ObserveTrade observe -> observe(observe.quote());
            case Step.RecordMinute minute -> record(minute);
        }
    }

    private void observe(Quote quote) {
        context.ask(
                QuoteView.class,
                stock(),
                TIMEOUT,
                replyTo -> new StockCommand.ObserveQuote(quote, clock.instant(), replyTo),
                (view, failure) -> new Answered(view));
    }

    private void record(Step.RecordMinute minute) {
        Instant now = clock.instant();
        Instant start = Instant.ofEpochSecond(minute.bar().time());
        String command = Script.SOURCE + "/" + start;
        String date = LocalDate.ofInstant(start, ZoneOffset.UTC).toString();
        ImportOrigin origin = new ImportOrigin(Script.SOURCE + ":" + date, Script.SOURCE, now, sample.sha256(), 1);
        Cause cause = new Cause(
                command,
                PRINCIPAL,
                null,
                command,
                now,
                Digests.sha256Hex(minute.text().getBytes(StandardCharsets.UTF_8)),
                null);
        Bars bars = Bars.of(List.of(minute.bar()));
        context.ask(
                StockView.class,
                stock(),
                TIMEOUT,
                replyTo -> new StockCommand.RecordBars(Timeframe.M1, bars, origin, cause, replyTo),
                (view, failure) -> new Answered(view));
    }

    /** A quote that is dropped is counted by its stock; a bar that is refused would leave a gap, so that is the end. */
    private void answered(@Nullable Message view) {
        if (view == null) {
            timers.startSingleTimer(new Go(), PAUSE);
        } else if (view instanceof StockView.Refused refused) {
            step = null;
            LOG.error("{} was refused and stops: {}", Script.SOURCE, refused.refusal());
            statuses.accept(
                    new ReplayStatus(State.STOPPED, null, refused.refusal().toString()));
        } else {
            next();
        }
    }

    private RecipientRef<StockCommand> stock() {
        return instruments.stocks().apply(instrumentId);
    }
}
