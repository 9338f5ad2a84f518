package counterfoil.node.listing;

import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.Validity;
import counterfoil.node.listing.ListingState.Conflict;
import counterfoil.node.watch.EntityWatch;
import counterfoil.node.watch.Outcome;
import counterfoil.protocol.Cause;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingCommand.FindOwners;
import counterfoil.protocol.listing.ListingCommand.HoldIdentifier;
import counterfoil.protocol.listing.ListingEvent;
import counterfoil.protocol.listing.ListingEvent.IdentifierHeld;
import counterfoil.protocol.listing.ListingEvent.IdentifierReleased;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.FindHeldSpans;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Decides which instrument owns an identifier, from when to when.
 *
 * <p>An instrument claims its identifiers one after the other, each at its listing, and records itself last. If its
 * node dies between, claims are left that nobody stands behind. So a claim that meets another owner's is not refused at
 * once: that owner is asked what it really holds. While it holds the dates, is about to decide, or does not answer in
 * time, the new claim is refused; otherwise the orphaned claim is corrected and the new one recorded in one write.
 * Meanwhile other claims wait.
 */
public final class ListingEntity extends EventSourcedBehavior<ListingCommand, ListingEvent, ListingState> {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

    private final ActorContext<ListingCommand> context;
    private final String entityId;
    private final ListingLimits limits;
    private final Function<String, RecipientRef<StockCommand>> stocks;

    private final EntityWatch<ListingView> watch = EntityWatch.of(ListingKey.TYPE.name(), ListingEntity::outcomeOf);

    /** The claim that waits for an owner's word; it dies with this incarnation, its sender then asks again. */
    private @Nullable Doubt doubt;

    private ListingEntity(
            ActorContext<ListingCommand> context,
            String entityId,
            ListingLimits limits,
            Function<String, RecipientRef<StockCommand>> stocks) {
        super(
                PersistenceId.of(ListingKey.TYPE.name(), entityId),
                SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
        this.context = context;
        this.entityId = entityId;
        this.limits = limits;
        this.stocks = stocks;
    }

    /**
     * The entity of one identifier.
     *
     * @param entityId as {@link ListingKey} makes it
     * @param stocks finds a stock by its instrument id
     */
    public static Behavior<ListingCommand> create(
            String entityId, ListingLimits limits, Function<String, RecipientRef<StockCommand>> stocks) {
        return Behaviors.setup(context -> new ListingEntity(context, entityId, limits, stocks));
    }

    @Override
    public ListingState emptyState() {
        return ListingState.EMPTY;
    }

    @Override
    public CommandHandler<ListingCommand, ListingEvent, ListingState> commandHandler() {
        return watch.commands((state, command) -> switch (command) {
            case HoldIdentifier hold ->
                doubt == null ? hold(state, hold) : Effect().stash();
            case FindOwners find -> Effect().reply(find.replyTo(), watch.answered(find, owners(state, find)));
            case OwnerAnswered answered -> judge(state, answered);
            default -> Effect().unhandled();
        });
    }

    @Override
    public SignalHandler<ListingState> signalHandler() {
        return watch.signals(newSignalHandlerBuilder());
    }

    private static Outcome outcomeOf(ListingView view) {
        return switch (view) {
            case ListingView.Held held -> Outcome.DONE;
            case ListingView.Owners owners -> Outcome.DONE;
            case ListingView.Taken taken -> Outcome.refused("Taken");
            case ListingView.Full full -> Outcome.refused("Full");
        };
    }

    @Override
    public EventHandler<ListingState, ListingEvent> eventHandler() {
        return ListingState::apply;
    }

    static ListingView owners(ListingState state, FindOwners find) {
        return new ListingView.Owners(state.ownersOn(find.on()));
    }

    private Effect<ListingEvent, ListingState> hold(ListingState state, HoldIdentifier hold) {
        List<Validity> wanted = ListingState.ordered(hold.validities());
        if (wanted.equals(state.spansOf(hold.instrumentId()))) {
            return Effect().reply(hold.replyTo(), watch.answered(hold, new ListingView.Held()));
        }
        if (state.spansWith(hold.instrumentId(), wanted.size()) > limits.maxSpans()) {
            return Effect().reply(hold.replyTo(), watch.answered(hold, new ListingView.Full(limits.maxSpans())));
        }
        List<Conflict> conflicts =
                ListingKey.isShared(entityId) ? List.of() : state.conflictsOf(hold.instrumentId(), wanted);
        return settle(state, new Doubt(hold, conflicts, List.of()));
    }

    /** Asks the next owner that stands in the way; when none is left, records the claim with its corrections. */
    private Effect<ListingEvent, ListingState> settle(ListingState state, Doubt open) {
        HoldIdentifier hold = open.hold();
        if (open.conflicts().isEmpty()) {
            List<ListingEvent> events = new ArrayList<>(open.corrections());
            events.add(eventOf(hold.instrumentId(), ListingState.ordered(hold.validities()), causeOf(state, hold)));
            doubt = null;
            return Effect()
                    .persist(events)
                    .thenReply(hold.replyTo(), after -> watch.answered(hold, new ListingView.Held()))
                    .thenUnstashAll();
        }
        doubt = open;
        String owner = open.conflicts().getFirst().owner();
        Identifier identifier = identifierOf(entityId);
        context.ask(
                StockView.class,
                stocks.apply(owner),
                limits.ownerTimeout(),
                replyTo -> new FindHeldSpans(identifier, replyTo),
                (view, failure) -> new OwnerAnswered(owner, view));
        return Effect().none();
    }

    private Effect<ListingEvent, ListingState> judge(ListingState state, OwnerAnswered answered) {
        Doubt open = doubt;
        if (open == null || !open.conflicts().getFirst().owner().equals(answered.owner())) {
            return Effect().none();
        }
        HoldIdentifier hold = open.hold();
        watch.goesOn(hold);
        if (answered.view() instanceof StockView.HeldSpans real
                && !real.pending()
                && ListingState.overlapping(real.validities(), hold.validities())
                        .isEmpty()) {
            ListingEvent correction =
                    eventOf(answered.owner(), ListingState.ordered(real.validities()), causeOf(state, hold));
            return settle(state, open.corrected(correction));
        }
        doubt = null;
        Conflict conflict = open.conflicts().getFirst();
        return Effect()
                .none()
                .thenReply(
                        hold.replyTo(),
                        after -> watch.answered(hold, new ListingView.Taken(conflict.owner(), conflict.validity())))
                .thenUnstashAll();
    }

    private static ListingEvent eventOf(String instrumentId, List<Validity> validities, Cause cause) {
        return validities.isEmpty()
                ? new IdentifierReleased(instrumentId, cause)
                : new IdentifierHeld(instrumentId, validities, cause);
    }

    /** Recorded instants of one entity never run backwards. */
    private static Cause causeOf(ListingState state, HoldIdentifier hold) {
        Instant asked = hold.cause().recordedAt();
        return asked.isBefore(state.lastRecorded()) ? hold.cause().recordedAt(state.lastRecorded()) : hold.cause();
    }

    private static Identifier identifierOf(String entityId) {
        int colon = entityId.indexOf(':');
        return colon < 0
                ? new Identifier(Scheme.TICKER, entityId)
                : new Identifier(Scheme.parse(entityId.substring(0, colon)), entityId.substring(colon + 1));
    }

    /** A claim in question: the owners not yet asked, and what those asked turned out to hold. */
    private record Doubt(HoldIdentifier hold, List<Conflict> conflicts, List<ListingEvent> corrections) {
        Doubt corrected(ListingEvent correction) {
            List<ListingEvent> all = new ArrayList<>(corrections);
            all.add(correction);
            return new Doubt(hold, conflicts.subList(1, conflicts.size()), List.copyOf(all));
        }
    }

    /** What an owner said; null when it said nothing in time. */
    private record OwnerAnswered(String owner, @Nullable StockView view) implements ListingCommand {}
}
