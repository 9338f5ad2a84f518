package counterfoil.node.stock;

import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Validity;
import counterfoil.node.watch.EntityWatch;
import counterfoil.node.watch.Outcome;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * One instrument. It answers reads from memory. A write is first compared with the recent ones, so that a repeat gets
 * the first answer; then {@link StockDecision} makes events or a refusal of it, and the reply goes out once the events
 * are durable.
 *
 * <p>A write that changes identifiers claims them at their listings before it records anything, and other writes wait
 * meanwhile; reads do not. A quote is an observation: it is judged, kept in memory and told, and makes no event.
 */
public final class StockEntity extends EventSourcedBehavior<StockCommand, StockEvent, StockState> {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(3);
    private static final int SNAPSHOTS_KEPT = 2;

    private final ActorContext<StockCommand> context;
    private final String entityId;
    private final StockSettings settings;
    private final Function<String, RecipientRef<ListingCommand>> listings;
    private final QuoteSink sink;

    /** What was observed since this incarnation came up: never recorded, and gone with it. */
    private Quotes quotes = Quotes.NONE;

    private final EntityWatch<StockView> watch = EntityWatch.of(StockKey.TYPE.name(), StockEntity::outcomeOf);

    /** The write that waits for its listings; it dies with this incarnation, and its sender then asks again. */
    private @Nullable Claims claims;

    private StockEntity(
            ActorContext<StockCommand> context,
            String entityId,
            StockSettings settings,
            Function<String, RecipientRef<ListingCommand>> listings,
            QuoteSink sink) {
        super(
                PersistenceId.of(StockKey.TYPE.name(), entityId),
                SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
        this.context = context;
        this.entityId = entityId;
        this.settings = settings;
        this.listings = listings;
        this.sink = sink;
    }

    /**
     * The entity of one instrument.
     *
     * @param entityId the instrument id
     * @param listings finds a listing by its key
     * @param sink is told what the stock observes
     */
    public static Behavior<StockCommand> create(
            String entityId,
            StockSettings settings,
            Function<String, RecipientRef<ListingCommand>> listings,
            QuoteSink sink) {
        return Behaviors.setup(context -> new StockEntity(context, entityId, settings, listings, sink));
    }

    /** A listing answered a claim; null when it did not in time. */
    private record ListingAnswered(String key, @Nullable ListingView view) implements StockCommand {}

    @Override
    public StockState emptyState() {
        return StockState.EMPTY;
    }

    @Override
    public CommandHandler<StockCommand, StockEvent, StockState> commandHandler() {
        return watch.commands((state, command) -> switch (command) {
            case StockCommand.Read read -> read(state, read);
            case StockCommand.Write write ->
                claims == null ? write(state, write) : Effect().stash();
            case StockCommand.ObserveQuote observe -> observe(state, observe);
            case ListingAnswered answered -> goOn(answered);
            default -> Effect().unhandled();
        });
    }

    @Override
    public SignalHandler<StockState> signalHandler() {
        return watch.signals(newSignalHandlerBuilder());
    }

    @Override
    public EventHandler<StockState, StockEvent> eventHandler() {
        return StockState::apply;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), SNAPSHOTS_KEPT);
    }

    @Override
    public SnapshotAdapter<StockState> snapshotAdapter() {
        return new StockSnapshot.Adapter();
    }

    private Effect<StockEvent, StockState> read(StockState state, StockCommand.Read read) {
        return Effect()
                .reply(
                        read.replyTo(),
                        watch.answered(
                                read,
                                StockReads.answer(
                                        state, entityId, read, claims != null, quotes.newest(), settings.calendars())));
    }

    private Effect<StockEvent, StockState> observe(StockState state, StockCommand.ObserveQuote observe) {
        Quotes.Taken taken = quotes.take(state, settings, observe.quote(), observe.receivedAt());
        quotes = taken.after();
        Instrument instrument = state.instrument();
        if (taken.answer() instanceof QuoteView.Refused refused) {
            sink.refused(refused.reason());
        } else if (taken.isNew() && instrument != null) {
            sink.observed(entityId, instrument, observe.quote());
        }
        return Effect().reply(observe.replyTo(), taken.answer());
    }

    private Effect<StockEvent, StockState> write(StockState state, StockCommand.Write write) {
        Cause asked = write.cause();
        Recent.Kept kept = state.recent().find(asked.commandId());
        if (kept != null) {
            StockView answer = Objects.equals(kept.bodyHash(), asked.bodyHash())
                    ? done(kept.outcome(), true, state)
                    : new StockView.Refused(new Refusal.CommandReused(asked.commandId()));
            return Effect().reply(write.replyTo(), watch.answered(write, answer));
        }
        // Recorded instants of one entity never run backwards.
        Cause cause =
                asked.recordedAt().isBefore(state.lastRecordedAt()) ? asked.recordedAt(state.lastRecordedAt()) : asked;
        return switch (new StockDecision(state, settings, cause).decide(entityId, write)) {
            case Decision.Refuse refuse ->
                Effect().reply(write.replyTo(), watch.answered(write, new StockView.Refused(refuse.refusal())));
            case Decision.Acknowledge same ->
                Effect().reply(write.replyTo(), watch.answered(write, done(same.outcome(), false, state)));
            case Decision.Persist persist -> persist(state, write, persist.events());
        };
    }

    private Effect<StockEvent, StockState> persist(
            StockState state, StockCommand.Write write, List<StockEvent> events) {
        List<IdentifierSpan> after = StockDecision.identifiersAfter(state, events);
        boolean keepsIdentifiers = after.equals(state.identifiers());
        return keepsIdentifiers ? record(write, events) : claim(new Claims(write, events, state.identifiers(), after));
    }

    private Effect<StockEvent, StockState> record(StockCommand.Write write, List<StockEvent> events) {
        return Effect()
                .persist(events)
                .thenRun(() -> Findings.count(events))
                .thenReply(write.replyTo(), after -> answerOf(write, after));
    }

    private StockView answerOf(StockCommand.Write write, StockState after) {
        Recent.Kept kept = after.recent().find(write.cause().commandId());
        if (kept == null) {
            throw new IllegalStateException(
                    "no outcome kept for " + write.cause().commandId());
        }
        return watch.answered(write, done(kept.outcome(), false, after));
    }

    private static Outcome outcomeOf(StockView view) {
        if (view instanceof StockView.Done done) {
            return Outcome.done(done.replayed());
        }
        return view instanceof StockView.Refused refused ? Outcome.refused(refused.refusal()) : Outcome.DONE;
    }

    private static StockView done(StockOutcome outcome, boolean replayed, StockState state) {
        return new StockView.Done(outcome, replayed, state.sequence());
    }

    private Effect<StockEvent, StockState> claim(Claims open) {
        claims = open;
        Cause cause = open.command().cause();
        open.wanted()
                .forEach((key, validities) -> context.ask(
                        ListingView.class,
                        listings.apply(key),
                        CLAIM_TIMEOUT,
                        replyTo -> new ListingCommand.HoldIdentifier(entityId, validities, cause, replyTo),
                        (view, failure) -> new ListingAnswered(key, view)));
        return Effect().none();
    }

    private Effect<StockEvent, StockState> goOn(ListingAnswered answered) {
        Claims open = claims;
        if (open == null || !open.take(answered.key(), answered.view())) {
            return Effect().none();
        }
        // Before the write: after a failed one the entity starts anew with the fields of this object.
        claims = null;
        Refusal refusal = open.refusal();
        StockCommand.Write write = open.command();
        watch.goesOn(write);
        if (refusal != null) {
            return Effect()
                    .none()
                    .thenRun(() -> settle(open.afterRefusal(), write.cause()))
                    .thenReply(write.replyTo(), same -> watch.answered(write, new StockView.Refused(refusal)))
                    .thenUnstashAll();
        }
        return Effect()
                .persist(open.events())
                .thenRun(() -> settle(open.afterRecording(), write.cause()))
                .thenReply(write.replyTo(), after -> answerOf(write, after))
                .thenUnstashAll();
    }

    /** Tells the listings what the stock holds in the end; one that does not hear it finds out when it matters. */
    private void settle(Map<String, List<Validity>> held, Cause cause) {
        held.forEach((key, validities) -> listings.apply(key)
                .tell(new ListingCommand.HoldIdentifier(
                        entityId, validities, cause, context.getSystem().ignoreRef())));
    }
}
