package counterfoil.http;

import counterfoil.http.audit.Replays;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.NodePulse;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Function;

/**
 * Asks entities, and knows what silence means.
 *
 * <p>A question is put in slices of one second until the deadline, so that a message lost to a node's death is sent
 * again, perhaps to the node where the entity is by now: a read changes nothing, and a write carries its command's
 * identity. After each slice the gate and the pulse are looked at; while the database is away, or this node does not
 * reach a majority, a read that was not answered from memory and a write in flight wait no longer. After the first
 * silence it is also looked up, beside the next slice, whether the entity's journal can be read at all.
 *
 * <p>A slice is shorter than the time for which a majority vouches for a node, so an answer that a node held back while
 * it lost its entities comes too late for whoever asked.
 *
 * <p>Half of the requests that a node works on may wait for one entity, and half of them may go on after a first silence:
 * neither a slow entity nor a dead node, whose entities are all silent until they are elsewhere, leaves no room for the
 * others.
 */
public final class Ask {
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final ClusterSharding sharding;
    private final DatabaseGate gate;
    private final NodePulse pulse;
    private final Replays replays;
    private final RequestMeters meters;
    private final EntityPlaces places;
    private final Room silent;

    /** Asks through sharding, behind the gate of a node. */
    Ask(ClusterSharding sharding, ApiContext context) {
        this.sharding = sharding;
        gate = context.gate();
        pulse = context.pulse();
        replays = context.replays();
        meters = context.meters();
        int half = Math.max(1, context.settings().mostInFlight() / 2);
        places = new EntityPlaces(half);
        silent = new Room(half);
    }

    /** Asks for something; fails with a 503 {@link Problem.Refused} when there is no answer in time. */
    public <M, V> CompletionStage<V> read(
            EntityTypeKey<M> type, String entityId, Deadline deadline, Function<ActorRef<V>, M> command) {
        return new Question<>(type, entityId, deadline, command, Kind.READ).first();
    }

    /**
     * Asks to write; fails with a 503 {@link Problem.Refused} at once while the database is away, and when whether it took
     * effect is not known at the deadline.
     */
    public <M, V> CompletionStage<V> write(
            EntityTypeKey<M> type, String entityId, Deadline deadline, Function<ActorRef<V>, M> command) {
        if (!gate.isUp()) {
            return CompletableFuture.failedFuture(Problems.databaseUnavailable().refuse());
        }
        return new Question<>(type, entityId, deadline, command, Kind.WRITE).first();
    }

    /**
     * Refuses to begin what will write.
     *
     * @throws Problem.Refused with 503 while the database is away
     */
    public void requireWritable() {
        if (!gate.isUp()) {
            throw Problems.databaseUnavailable().refuse();
        }
    }

    /** A command on its way, put again after each silence. */
    private final class Question<M, V> {
        private final EntityTypeKey<M> type;
        private final String entityId;
        private final Deadline deadline;
        private final Function<ActorRef<V>, M> command;
        private final Kind kind;

        Question(
                EntityTypeKey<M> type,
                String entityId,
                Deadline deadline,
                Function<ActorRef<V>, M> command,
                Kind kind) {
            this.type = type;
            this.entityId = entityId;
            this.deadline = deadline;
            this.command = command;
            this.kind = kind;
        }

        CompletionStage<V> first() {
            String entity = type.name() + '|' + entityId;
            if (!places.take(entity)) {
                return CompletableFuture.failedFuture(Problems.entityBusy().refuse());
            }
            return attempt(true).whenComplete((answer, failure) -> places.giveBack(entity));
        }

        private CompletionStage<V> attempt(boolean isFirst) {
            Duration left = deadline.left();
            Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            if (!slice.isPositive()) {
                return giveUp();
            }
            return put(slice).exceptionallyCompose(failure -> {
                if (!(Failures.unwrap(failure) instanceof TimeoutException)) {
                    return CompletableFuture.failedFuture(failure);
                }
                meters.silent(type.name());
                if (!gate.isUp() || pulse.condition() != NodePulse.Condition.STEADY) {
                    return giveUp();
                }
                return isFirst ? goOnWhenThereIsRoom() : attempt(false);
            });
        }

        /** When many entities are silent at once, as after a node's death, those of other nodes must still find room. */
        private CompletionStage<V> goOnWhenThereIsRoom() {
            if (!silent.enter()) {
                return giveUp();
            }
            return attemptUnlessUnreadable().whenComplete((answer, failure) -> silent.leave());
        }

        /** The next slice, ended early when it turns out that the entity cannot recover. */
        private CompletionStage<V> attemptUnlessUnreadable() {
            CompletableFuture<V> answer =
                    attempt(false).thenCompose(this::unlessBusyNow).toCompletableFuture();
            CompletableFuture<V> unreadable = new CompletableFuture<>();
            replays.faultOf(type.name(), entityId, deadline).whenComplete((fault, failure) -> {
                if (failure == null && fault.isPresent()) {
                    unreadable.completeExceptionally(fault.get().refuse());
                }
            });
            return answer.applyToEither(unreadable, same -> same);
        }

        /** What did not find a place when it was sent again may have found one the first time. */
        private CompletionStage<V> unlessBusyNow(V view) {
            return kind == Kind.WRITE && isBusy(view) ? giveUp() : CompletableFuture.completedFuture(view);
        }

        private CompletionStage<V> giveUp() {
            meters.gaveUp(type.name(), kind == Kind.WRITE);
            return CompletableFuture.failedFuture(silence(kind).refuse());
        }

        /** An ask that fails at once, as on a node that ends, is told a little later: whoever asks again would not pause. */
        private CompletionStage<V> put(Duration slice) {
            long begun = System.nanoTime();
            CompletionStage<V> answer = sharding.entityRefFor(type, entityId).ask(command, slice);
            return answer.exceptionallyCompose(failure -> {
                CompletableFuture<V> failed = CompletableFuture.failedFuture(failure);
                return System.nanoTime() - begun > SHORTEST.toNanos()
                        ? failed
                        : CompletableFuture.runAsync(
                                        () -> {},
                                        CompletableFuture.delayedExecutor(SHORTEST.toMillis(), TimeUnit.MILLISECONDS))
                                .thenCompose(later -> failed);
            });
        }
    }

    private static boolean isBusy(Object view) {
        return switch (view) {
            case StockView.Refused refused -> refused.refusal() instanceof Refusal.EntityBusy;
            case HoldView.Refused refused -> refused.refusal() instanceof Refusal.EntityBusy;
            default -> false;
        };
    }

    private Problem silence(Kind kind) {
        return switch (kind) {
            case READ -> unanswered();
            case WRITE -> Problems.outcomeUnknown();
        };
    }

    private Problem unanswered() {
        return switch (pulse.condition()) {
            case STEADY -> gate.isUp() ? Problems.deadlineExceeded() : Problems.databaseUnavailable();
            case PAUSED -> Problems.nodePaused();
            case NO_MAJORITY -> Problems.noMajority();
        };
    }

    private enum Kind {
        READ,
        WRITE
    }
}
