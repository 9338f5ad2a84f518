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
import org.jspecify.annotations.Nullable;

/**
 * Records that a node started. Not sharded: each node has its own, under its cluster address, and stops with it when the
 * write fails, because a node that cannot record its start must not serve.
 */
public final class NodeEntity extends EventSourcedBehavior<NodeEntity.RecordStart, NodeEvent, NodeEntity.Starts> {
    /** The first part of its persistence id. */
    static final String TYPE = "node";

    private NodeEntity(String address) {
        super(PersistenceId.of(TYPE, address));
    }

    /** The entity of a node, by its cluster address as host:port. */
    public static Behavior<RecordStart> create(String address) {
        return new NodeEntity(address);
    }

    /** Record this start; answered once it is durable. */
    public record RecordStart(NodeStarted event, ActorRef<Done> replyTo) {}

    /** How often the node has started, and its last start; null before the first. */
    record Starts(long count, @Nullable NodeStarted last) {
        static final Starts NONE = new Starts(0, null);

        Starts apply(NodeEvent event) {
            return switch (event) {
                case NodeStarted started -> new Starts(count + 1, started);
            };
        }
    }

    @Override
    public Starts emptyState() {
        return Starts.NONE;
    }

    @Override
    public CommandHandler<RecordStart, NodeEvent, Starts> commandHandler() {
        return (starts, record) -> Effect()
                .persist(inOrder(starts, record.event()))
                .thenReply(record.replyTo(), after -> Done.getInstance());
    }

    /** Recorded instants of one entity never run backwards, even where the clock was put back. */
    private static NodeStarted inOrder(Starts starts, NodeStarted event) {
        NodeStarted last = starts.last();
        if (last == null || !event.cause().recordedAt().isBefore(last.cause().recordedAt())) {
            return event;
        }
        return new NodeStarted(
                event.address(),
                event.release(),
                event.commit(),
                event.configurationDigest(),
                event.java(),
                event.database(),
                event.cause().recordedAt(last.cause().recordedAt()));
    }

    @Override
    public EventHandler<Starts, NodeEvent> eventHandler() {
        return Starts::apply;
    }
}
