package counterfoil.node.subject;

import counterfoil.node.watch.EntityWatch;
import counterfoil.node.watch.Outcome;
import counterfoil.protocol.Cause;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectCommand.EraseSubject;
import counterfoil.protocol.subject.SubjectEvent;
import counterfoil.protocol.subject.SubjectEvent.SubjectErased;
import counterfoil.protocol.subject.SubjectKey;
import counterfoil.protocol.subject.SubjectView;
import counterfoil.protocol.subject.SubjectView.Erased;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.typed.Behavior;
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
 * One subject. The event comes first and the key is destroyed after it, never the other way round: a key destroyed
 * without an event could not be told from a lost one. The answer goes out when all is done, or says that it is not.
 */
public final class SubjectEntity
        extends EventSourcedBehavior<SubjectCommand, SubjectEvent, SubjectEntity.SubjectState> {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

    private final ActorContext<SubjectCommand> context;
    private final String subject;
    private final Erasing erasing;
    private final EntityWatch<SubjectView> watch = EntityWatch.of(SubjectKey.TYPE.name(), SubjectEntity::outcomeOf);

    private SubjectEntity(ActorContext<SubjectCommand> context, String subject, Erasing erasing) {
        super(
                PersistenceId.of(SubjectKey.TYPE.name(), subject),
                SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
        this.context = context;
        this.subject = subject;
        this.erasing = erasing;
    }

    /** The entity of one subject, by its pseudonymous id. */
    public static Behavior<SubjectCommand> create(String subject, Erasing erasing) {
        return Behaviors.setup(context -> new SubjectEntity(context, subject, erasing));
    }

    /** A subject after its events; {@code erasedAt} is null until it was erased. */
    record SubjectState(@Nullable Instant erasedAt) {
        static final SubjectState NONE = new SubjectState(null);

        SubjectState apply(SubjectEvent event) {
            return switch (event) {
                case SubjectErased erased -> new SubjectState(erased.erasedAt());
            };
        }
    }

    private record CarriedOut(
            EraseSubject asked, Instant erasedAt, @Nullable Throwable failure) implements SubjectCommand {}

    @Override
    public SubjectState emptyState() {
        return SubjectState.NONE;
    }

    @Override
    public CommandHandler<SubjectCommand, SubjectEvent, SubjectState> commandHandler() {
        return watch.commands((state, command) -> switch (command) {
            case EraseSubject erase -> erase(state, erase);
            case CarriedOut done -> answer(done);
            default -> Effect().unhandled();
        });
    }

    @Override
    public SignalHandler<SubjectState> signalHandler() {
        return watch.signals(newSignalHandlerBuilder());
    }

    private static Outcome outcomeOf(SubjectView view) {
        return switch (view) {
            case Erased erased -> erased.complete() ? Outcome.DONE : Outcome.refused("Incomplete");
        };
    }

    @Override
    public EventHandler<SubjectState, SubjectEvent> eventHandler() {
        return SubjectState::apply;
    }

    private Effect<SubjectEvent, SubjectState> erase(SubjectState state, EraseSubject asked) {
        Instant before = state.erasedAt();
        if (before != null) {
            carryOut(asked, before);
            return Effect().none();
        }
        Cause cause = asked.cause();
        return Effect()
                .persist(new SubjectErased(subject, asked.erasedAt(), cause))
                .thenRun(() -> carryOut(asked, asked.erasedAt()));
    }

    private void carryOut(EraseSubject asked, Instant erasedAt) {
        context.pipeToSelf(
                erasing.carryOut(subject, erasedAt), (done, failure) -> new CarriedOut(asked, erasedAt, failure));
    }

    private Effect<SubjectEvent, SubjectState> answer(CarriedOut done) {
        watch.goesOn(done.asked());
        if (done.failure() != null) {
            context.getLog()
                    .warn("an erasure is not complete: {}", done.failure().getMessage());
        }
        SubjectView answer = new Erased(subject, done.erasedAt(), done.failure() == null);
        return Effect().reply(done.asked().replyTo(), watch.answered(done.asked(), answer));
    }
}
