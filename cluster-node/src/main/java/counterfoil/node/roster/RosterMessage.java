package counterfoil.node.roster;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Message;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What one node asks another of itself. */
public sealed interface RosterMessage extends Message {
    /** What do you have of each entity type? */
    record Count(ActorRef<Counted> replyTo) implements RosterMessage {}

    /** Record this wish, then leave. */
    record Leave(Cause cause, ActorRef<Leaving> replyTo) implements RosterMessage {}

    /** What this node has; a type that did not answer is left out. */
    record Counted(List<OfType> types) implements Message {
        /** Copies the list in. */
        public Counted {
            types = List.copyOf(types);
        }
    }

    /**
     * What a node has of an entity type.
     *
     * @param shards how many shards
     * @param entities how many entities of them are in memory
     */
    record OfType(String type, int shards, int entities) {}

    /** The wish is on record, and the node leaves. */
    record Leaving() implements Message {}
}
