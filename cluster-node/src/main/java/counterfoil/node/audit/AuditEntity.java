package counterfoil.node.audit;

import counterfoil.node.watch.EntityWatch;
import counterfoil.node.watch.Outcome;
import counterfoil.protocol.Cause;
import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditCommand.RecordRead;
import counterfoil.protocol.audit.AuditEvent;
import counterfoil.protocol.audit.AuditEvent.RecordsRead;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.audit.AuditView;
import counterfoil.protocol.audit.AuditView.ReadRecorded;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Records one reader's reads of one day: the first of each kind in each minute. A read is answered only after its record
 * is durable, so what the journal lacks was not shown to anybody.
 */
public final class AuditEntity extends EventSourcedBehavior<AuditCommand, AuditEvent, AuditState> {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

    private final EntityWatch<AuditView> watch = EntityWatch.of(AuditKey.TYPE.name(), answer -> Outcome.DONE);

    private AuditEntity(String entityId) {
        super(
                PersistenceId.of(AuditKey.TYPE.name(), entityId),
                SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
    }

    /** The record of a reader and a day, as {@link AuditKey} names it. */
    public static Behavior<AuditCommand> create(String entityId) {
        return new AuditEntity(entityId);
    }

    @Override
    public AuditState emptyState() {
        return AuditState.EMPTY;
    }

    @Override
    public CommandHandler<AuditCommand, AuditEvent, AuditState> commandHandler() {
        return watch.commands((state, command) -> switch (command) {
            case RecordRead read -> record(state, read);
        });
    }

    @Override
    public SignalHandler<AuditState> signalHandler() {
        return watch.signals(newSignalHandlerBuilder());
    }

    @Override
    public EventHandler<AuditState, AuditEvent> eventHandler() {
        return AuditState::apply;
    }

    private Effect<AuditEvent, AuditState> record(AuditState state, RecordRead read) {
        Cause asked = read.cause();
        Instant recorded = state.recordFor(read.kind(), asked.recordedAt());
        if (recorded != null) {
            return Effect().reply(read.replyTo(), watch.answered(read, new ReadRecorded(recorded)));
        }
        // Recorded instants of one entity never run backwards.
        Cause cause =
                asked.recordedAt().isBefore(state.lastRecorded()) ? asked.recordedAt(state.lastRecorded()) : asked;
        return Effect()
                .persist(new RecordsRead(read.kind(), read.parameters(), cause))
                .thenReply(read.replyTo(), after -> watch.answered(read, new ReadRecorded(after.lastRecorded())));
    }
}
