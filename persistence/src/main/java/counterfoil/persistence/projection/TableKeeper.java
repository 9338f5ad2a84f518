package counterfoil.persistence.projection;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.projection.ProjectionBehavior;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one read table, once in the whole cluster: looks after its builds every second and runs a projection for each
 * build that is to run. It ends only after its projections have.
 */
final class TableKeeper extends AbstractBehavior<TableKeeper.Command> {
    private final Upkeep upkeep;
    private final BuildRunner runner;
    private final Executor blocking;
    private final Map<BuildId, ActorRef<ProjectionBehavior.Command>> running = new HashMap<>();
    private boolean looking;
    private boolean stopping;

    private TableKeeper(ActorContext<Command> context, Upkeep upkeep, BuildRunner runner, Executor blocking) {
        super(context);
        this.upkeep = upkeep;
        this.runner = runner;
        this.blocking = blocking;
    }

    /** What a keeper hears. */
    sealed interface Command {}

    /** Time to look. */
    enum Tick implements Command {
        /** The only one. */
        NOW
    }

    /** Ends the keeper after its projections. */
    enum Stop implements Command {
        /** The only one. */
        NOW
    }

    private record Looked(
            @Nullable List<BuildId> toRun, @Nullable Throwable failure) implements Command {}

    private record Ended(BuildId id) implements Command {}

    static Behavior<Command> create(Upkeep upkeep, BuildRunner runner, ReadTableSettings settings, Executor blocking) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            startTimer(timers, settings);
            context.getSelf().tell(Tick.NOW);
            return new TableKeeper(context, upkeep, runner, blocking);
        }));
    }

    private static void startTimer(TimerScheduler<Command> timers, ReadTableSettings settings) {
        timers.startTimerWithFixedDelay(Tick.NOW, settings.tick());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, tick -> look())
                .onMessage(Looked.class, this::arrange)
                .onMessage(Ended.class, this::ended)
                .onMessage(Stop.class, stop -> stop())
                .build();
    }

    private Behavior<Command> look() {
        if (!stopping && !looking) {
            looking = true;
            getContext().pipeToSelf(CompletableFuture.supplyAsync(this::toRun, blocking), Looked::new);
        }
        return this;
    }

    private List<BuildId> toRun() {
        try {
            return upkeep.look();
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    private Behavior<Command> arrange(Looked looked) {
        looking = false;
        if (looked.toRun() == null) {
            getContext().getLog().warn("a read table could not be looked after: {}", String.valueOf(looked.failure()));
            return this;
        }
        if (stopping) {
            return this;
        }
        List<BuildId> toRun = looked.toRun();
        running.forEach((id, projection) -> {
            if (!toRun.contains(id)) {
                projection.tell(ProjectionBehavior.stopMessage());
            }
        });
        for (BuildId id : toRun) {
            if (!running.containsKey(id)) {
                ActorRef<ProjectionBehavior.Command> projection =
                        getContext().spawnAnonymous(ProjectionBehavior.create(runner.projection(id)));
                getContext().watchWith(projection, new Ended(id));
                running.put(id, projection);
            }
        }
        return this;
    }

    private Behavior<Command> ended(Ended ended) {
        running.remove(ended.id());
        return stopping && running.isEmpty() ? Behaviors.stopped() : this;
    }

    private Behavior<Command> stop() {
        stopping = true;
        running.values().forEach(projection -> projection.tell(ProjectionBehavior.stopMessage()));
        return running.isEmpty() ? Behaviors.stopped() : this;
    }
}
