package counterfoil.node.identity;

import counterfoil.protocol.node.NodeEvent;
import counterfoil.protocol.node.NodeEvent.NodeStarted;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * Records that a node started. Not sharded: each node has its own, under its cluster address, and stops with it when the
 * write fails, because a node that cannot record its start must not serve.
 */
public final class NodeEntity extends EventSourcedBehavior<NodeEntity.RecordStart, NodeEvent, NodeEntity.Starts> {
    private NodeEntity(String address) {
        super(PersistenceId.of("node", address));
    }

    /** The entity of a node, by its cluster address as host:port. */
    public static Behavior<RecordStart> create(String address) {
        return new NodeEntity(address);
    }

    /** Record this start; answered once it is durable. */
    public record RecordStart(NodeStarted event, ActorRef<Done> replyTo) {}

    /** How often the node has started. */
    record Starts(long count) {}

    @Override
    public Starts emptyState() {
        return new Starts(0);
    }

    @Override
    public CommandHandler<RecordStart, NodeEvent, Starts> commandHandler() {
        return (starts, record) ->
                Effect().persist(record.event()).thenReply(record.replyTo(), after -> Done.getInstance());
    }

    @Override
    public EventHandler<Starts, NodeEvent> eventHandler() {
        return (starts, event) -> switch (event) {
            case NodeStarted started -> new Starts(starts.count() + 1);
        };
    }
}
