package counterfoil.persistence.journal;

import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * Whether an actor system may write to the journal now. The journal asks before a write, and again before it says that the
 * write is durable: what a node wrote while its entities may have moved is not acknowledged. Until somebody decides
 * otherwise, every system may.
 */
public final class WritePermit implements Extension {
    private static final Id ID = new Id();

    private volatile BooleanSupplier given = () -> true;

    private WritePermit() {}

    /** The permit of a system. */
    public static WritePermit of(ActorSystem system) {
        return ID.get(system);
    }

    /** Lets somebody decide from now on; asked by the journal's thread, so it must not block. */
    public void decideBy(BooleanSupplier decision) {
        given = decision;
    }

    boolean isGiven() {
        return given.getAsBoolean();
    }

    private static final class Id extends AbstractExtensionId<WritePermit> {
        @Override
        public WritePermit createExtension(ExtendedActorSystem system) {
            return new WritePermit();
        }
    }
}
