package counterfoil.node.pulse;

import counterfoil.protocol.Message;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Stands before an entity and lets no command through while the node may not speak for it: the entity may run elsewhere
 * by now. Whoever asked hears nothing and asks again, and is then led to where the entity is. What the entity says to
 * itself passes.
 *
 * @param <C> the entity's commands
 */
public final class PulseGate<C> extends BehaviorInterceptor<C, C> {
    private final BooleanSupplier maySpeak;

    private PulseGate(Class<C> commands, BooleanSupplier maySpeak) {
        super(commands);
        this.maySpeak = maySpeak;
    }

    /** The entity behind its gate. */
    public static <C> Behavior<C> before(Behavior<C> entity, Class<C> commands, BooleanSupplier maySpeak) {
        return Behaviors.intercept(() -> new PulseGate<>(commands, maySpeak), entity);
    }

    @Override
    public Behavior<C> aroundReceive(TypedActorContext<C> context, C command, ReceiveTarget<C> entity) {
        return command instanceof Message && !maySpeak.getAsBoolean()
                ? Behaviors.same()
                : entity.apply(context, command);
    }
}
