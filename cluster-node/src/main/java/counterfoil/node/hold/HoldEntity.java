package counterfoil.node.hold;

import counterfoil.node.watch.EntityWatch;
import counterfoil.node.watch.Outcome;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldCommand.FindCovering;
import counterfoil.protocol.hold.HoldCommand.GetHold;
import counterfoil.protocol.hold.HoldCommand.ListHolds;
import counterfoil.protocol.hold.HoldCommand.PlaceHold;
import counterfoil.protocol.hold.HoldCommand.ReleaseHold;
import counterfoil.protocol.hold.HoldEvent;
import counterfoil.protocol.hold.HoldEvent.HoldPlaced;
import counterfoil.protocol.hold.HoldEvent.HoldReleased;
import counterfoil.protocol.hold.HoldEvent.ReleaseAsked;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldView;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the register of legal holds. Anybody who may write places one; to release it takes two: the first asks, and only
 * another principal can agree. Until then the hold is in force, whoever asked.
 */
public final class HoldEntity extends EventSourcedBehavior<HoldCommand, HoldEvent, HoldState> {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

    private final int maxInForce;
    private final EntityWatch<HoldView> watch = EntityWatch.of(HoldKey.TYPE.name(), HoldEntity::outcomeOf);

    private HoldEntity(String entityId, int maxInForce) {
        super(
                PersistenceId.of(HoldKey.TYPE.name(), entityId),
                SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
        this.maxInForce = maxInForce;
    }

    /**
     * The register.
     *
     * @param maxInForce most holds in force at a time; more are refused
     */
    public static Behavior<HoldCommand> create(String entityId, int maxInForce) {
        return new HoldEntity(entityId, maxInForce);
    }

    @Override
    public HoldState emptyState() {
        return HoldState.EMPTY;
    }

    @Override
    public CommandHandler<HoldCommand, HoldEvent, HoldState> commandHandler() {
        return watch.commands((state, command) -> switch (command) {
            case PlaceHold place -> place(state, place);
            case ReleaseHold release -> release(state, release);
            case GetHold get -> get(state, get);
            case ListHolds list -> answer(list, state.page(list.after(), list.limit(), list.onlyInForce()));
            case FindCovering find -> answer(find, new HoldView.Coverage(state.covering(find.persistenceId())));
        });
    }

    @Override
    public SignalHandler<HoldState> signalHandler() {
        return watch.signals(newSignalHandlerBuilder());
    }

    @Override
    public EventHandler<HoldState, HoldEvent> eventHandler() {
        return HoldState::apply;
    }

    private Effect<HoldEvent, HoldState> get(HoldState state, GetHold get) {
        Hold hold = state.find(get.holdId());
        return hold == null
                ? refuse(get, new Refusal.UnknownHold(get.holdId()))
                : answer(get, new HoldView.Kept(hold, false));
    }

    private Effect<HoldEvent, HoldState> place(HoldState state, PlaceHold place) {
        Hold placed = state.find(place.holdId());
        if (placed != null) {
            return again(placed, placed.placed(), place);
        }
        if (state.inForce() >= maxInForce) {
            return refuse(place, new Refusal.LimitReached("hold.max-in-force", maxInForce, maxInForce + 1L));
        }
        return record(place, new HoldPlaced(place.holdId(), place.scope(), causeOf(state, place)));
    }

    private Effect<HoldEvent, HoldState> release(HoldState state, ReleaseHold release) {
        Hold hold = state.find(release.holdId());
        if (hold == null) {
            return refuse(release, new Refusal.UnknownHold(release.holdId()));
        }
        Cause asked = hold.releaseAsked();
        Cause released = hold.released();
        if (isSameCommand(asked, release)) {
            return again(hold, asked, release);
        }
        if (isSameCommand(released, release)) {
            return again(hold, released, release);
        }
        if (released != null) {
            String at = released.recordedAt().toString();
            return refuse(release, new Refusal.HoldOver(hold.holdId(), at));
        }
        if (asked == null) {
            return record(release, new ReleaseAsked(hold.holdId(), causeOf(state, release)));
        }
        if (asked.principal().equals(release.cause().principal())) {
            return refuse(release, new Refusal.SecondPersonNeeded(hold.holdId(), asked.principal()));
        }
        return record(release, new HoldReleased(hold.holdId(), causeOf(state, release)));
    }

    private static boolean isSameCommand(@Nullable Cause before, ReleaseHold release) {
        return before != null && before.commandId().equals(release.cause().commandId());
    }

    private Effect<HoldEvent, HoldState> again(Hold hold, @Nullable Cause before, HoldCommand.Write command) {
        boolean same = before != null
                && Objects.equals(before.bodyHash(), command.cause().bodyHash());
        return same
                ? answer(command, new HoldView.Kept(hold, true))
                : refuse(command, new Refusal.CommandReused(command.cause().commandId()));
    }

    private Effect<HoldEvent, HoldState> record(HoldCommand.Write command, HoldEvent event) {
        return Effect()
                .persist(event)
                .thenReply(
                        command.replyTo(),
                        after -> watch.answered(
                                command,
                                new HoldView.Kept(
                                        Objects.requireNonNull(after.find(event.holdId()), event.holdId()), false)));
    }

    private Effect<HoldEvent, HoldState> refuse(HoldCommand command, Refusal refusal) {
        return answer(command, new HoldView.Refused(refusal));
    }

    private Effect<HoldEvent, HoldState> answer(HoldCommand command, HoldView view) {
        return Effect().reply(command.replyTo(), watch.answered(command, view));
    }

    private static Outcome outcomeOf(HoldView view) {
        return switch (view) {
            case HoldView.Kept kept -> Outcome.done(kept.replayed());
            case HoldView.Refused refused -> Outcome.refused(refused.refusal());
            case HoldView.Page page -> Outcome.DONE;
            case HoldView.Coverage coverage -> Outcome.DONE;
        };
    }

    /** Recorded instants of one entity never run backwards. */
    private static Cause causeOf(HoldState state, HoldCommand.Write command) {
        Cause asked = command.cause();
        return asked.recordedAt().isBefore(state.lastRecorded()) ? asked.recordedAt(state.lastRecorded()) : asked;
    }
}
