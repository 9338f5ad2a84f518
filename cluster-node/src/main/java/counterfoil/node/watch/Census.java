package counterfoil.node.watch;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Counts the entities of one type from their start to their end, however they end. */
public final class Census<C> extends BehaviorInterceptor<C, C> {
    private final EntityMeters meters;

    private Census(Class<C> commands, String entityType) {
        super(commands);
        meters = EntityMeters.of(entityType);
    }

    /** The same entity, counted. */
    public static <C> Behavior<C> of(Class<C> commands, String entityType, Behavior<C> entity) {
        return Behaviors.intercept(() -> new Census<>(commands, entityType), entity);
    }

    @Override
    public Behavior<C> aroundStart(TypedActorContext<C> context, PreStartTarget<C> target) {
        meters.started();
        return target.start(context);
    }

    @Override
    public Behavior<C> aroundReceive(TypedActorContext<C> context, C command, ReceiveTarget<C> target) {
        return target.apply(context, command);
    }

    @Override
    public Behavior<C> aroundSignal(TypedActorContext<C> context, Signal signal, SignalTarget<C> target) {
        if (signal instanceof PostStop) {
            meters.stopped();
        }
        return target.apply(context, signal);
    }
}
