package counterfoil.node.wire;

import counterfoil.protocol.Refusal;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import scala.Product;

/**
 * Answers commands that an entity dropped because as many as may waited for it already, so that whoever asked knows at
 * once and does not ask again into the same crowd.
 */
public final class Overflow {
    private static final String STASH_FULL = "Stash buffer is full";

    private Overflow() {}

    /** The actor; one per node. */
    public static Behavior<Dropped> answering() {
        return Behaviors.setup(context -> {
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Dropped.class, context.getSelf()));
            return Behaviors.receiveMessage(dropped -> {
                if (dropped.reason().startsWith(STASH_FULL)) {
                    Refusing.tell(commandIn(dropped.message()), new Refusal.EntityBusy());
                }
                return Behaviors.same();
            });
        });
    }

    /** Persistence wraps a command in a case class of its own. */
    private static Object commandIn(Object message) {
        return !(message instanceof Record) && message instanceof Product product && product.productArity() == 1
                ? product.productElement(0)
                : message;
    }
}
