package counterfoil.node.watch;

import counterfoil.protocol.Caused;
import java.util.function.Function;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.apache.pekko.persistence.typed.javadsl.SignalHandlerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Watches one entity: counts how its commands end, times its writes and its recovery, and gives its log lines the id of
 * the request that caused them, also on a node that never saw the request. Used by the entity's own thread only.
 *
 * <p>A line names types of ours and nothing else: no id of an entity, no value, no word of a client.
 *
 * @param <V> what the entity answers
 */
public final class EntityWatch<V> {
    /** Name of the request's id in log lines. */
    public static final String REQUEST_ID = "request_id";

    private static final Logger LOG = LoggerFactory.getLogger("counterfoil.entity");
    private static final long UNKNOWN = -1;

    private final String entityType;
    private final EntityMeters meters;
    private final Function<V, Outcome> outcomes;

    private long startedAt = System.nanoTime();
    private long turnAt;
    private boolean inTurn;
    private @Nullable Caused underWay;

    private EntityWatch(String entityType, Function<V, Outcome> outcomes) {
        this.entityType = entityType;
        this.meters = EntityMeters.of(entityType);
        this.outcomes = outcomes;
    }

    /**
     * A watch of an entity that starts now.
     *
     * @param outcomes what an answer says about how the command ended
     */
    public static <V> EntityWatch<V> of(String entityType, Function<V, Outcome> outcomes) {
        return new EntityWatch<>(entityType, outcomes);
    }

    /** The same handler, watched: what it logs while it handles a caused command has the request's id. */
    public <C, E, S> CommandHandler<C, E, S> commands(CommandHandler<C, E, S> handler) {
        return (state, command) -> {
            turnAt = System.nanoTime();
            inTurn = true;
            if (command instanceof Caused caused) {
                goesOn(caused);
            }
            try {
                return handler.apply(state, command);
            } finally {
                inTurn = false;
                MDC.remove(REQUEST_ID);
            }
        };
    }

    /** A command that waited for others is taken up again, in the turn of another message. */
    public void goesOn(Caused command) {
        underWay = command;
        MDC.put(REQUEST_ID, command.cause().requestId());
    }

    /** Counts the command and returns its answer, which is about to be sent. */
    public V answered(Object command, V answer) {
        Outcome outcome = outcomes.apply(answer);
        meters.count(command.getClass(), outcome);
        if (command instanceof Caused caused) {
            underWay = null;
            if (!inTurn && outcome.isDone()) {
                meters.persist.record(System.nanoTime() - turnAt);
            }
            tell(caused, outcome);
        }
        return answer;
    }

    /** A refusal is worth a line; what went well has one where the request came in. */
    private void tell(Caused caused, Outcome outcome) {
        boolean isRefusal = outcome.name().equals("refused");
        if (!isRefusal && !LOG.isDebugEnabled()) {
            return;
        }
        String before = MDC.get(REQUEST_ID);
        MDC.put(REQUEST_ID, caused.cause().requestId());
        String command = caused.getClass().getSimpleName();
        if (isRefusal) {
            LOG.info("{} {} refused: {}", entityType, command, outcome.refusal());
        } else {
            LOG.debug("{} {} {}", entityType, command, outcome.name());
        }
        restore(before);
    }

    /** Handles the signals that concern the watch; more may be added to the builder before. */
    public <S> SignalHandler<S> signals(SignalHandlerBuilder<S> builder) {
        return builder.onSignal(RecoveryCompleted.instance(), state -> recovered())
                .onSignal(RecoveryFailed.class, (state, failed) -> notRecovered(failed.getFailure()))
                .onSignal(JournalPersistFailed.class, (state, failed) -> notWritten(failed.getFailure()))
                .onSignal(PreRestart.instance(), state -> startedAt = UNKNOWN)
                .build();
    }

    private void recovered() {
        if (startedAt != UNKNOWN) {
            meters.recovery.record(System.nanoTime() - startedAt);
        }
    }

    private void notRecovered(Throwable failure) {
        meters.recoveryFailures.increment();
        LOG.warn("{} could not recover: {}", entityType, failure.getClass().getSimpleName());
    }

    private void notWritten(Throwable failure) {
        Caused caused = underWay;
        if (caused == null) {
            return;
        }
        underWay = null;
        meters.count(caused.getClass(), Outcome.FAILED);
        String before = MDC.get(REQUEST_ID);
        MDC.put(REQUEST_ID, caused.cause().requestId());
        LOG.warn(
                "{} {} could not be written: {}",
                entityType,
                caused.getClass().getSimpleName(),
                failure.getClass().getSimpleName());
        restore(before);
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            MDC.remove(REQUEST_ID);
        } else {
            MDC.put(REQUEST_ID, before);
        }
    }
}
