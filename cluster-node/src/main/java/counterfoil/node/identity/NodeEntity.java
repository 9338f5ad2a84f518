package counterfoil.node.identity;

import counterfoil.protocol.Cause;
import counterfoil.protocol.node.NodeEvent;
import counterfoil.protocol.node.NodeEvent.LeaveAsked;
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
 * Records that a node started, and that somebody wanted it to leave. Not sharded: each node has its own, under its cluster
 * address, and stops with it when the write fails, because a node that cannot record its start must not serve.
 */
public final class NodeEntity extends EventSourcedBehavior<NodeEntity.Command, NodeEvent, NodeEntity.Starts> {
    /** The first part of its persistence id. */
    static final String TYPE = "node";

    private final String address;

    private NodeEntity(String address) {
        super(PersistenceId.of(TYPE, address));
        this.address = address;
    }

    /** The entity of a node, by its cluster address as host:port. */
    public static Behavior<Command> create(String address) {
        return new NodeEntity(address);
    }

    /** What is recorded of a node. */
    public sealed interface Command {
        /** Who waits for it to be durable. */
        ActorRef<Done> replyTo();
    }

    /** Record this start; answered once it is durable. */
    public record RecordStart(NodeStarted event, ActorRef<Done> replyTo) implements Command {}

    /** Record that somebody wants this node to leave the cluster; answered once it is durable. */
    public record RecordLeave(Cause cause, ActorRef<Done> replyTo) implements Command {}

    /**
     * How often the node has started.
     *
     * @param last its last start; null before the first
     * @param leaveAsked the last wish that it leave, if that came after the last start; else null
     */
    record Starts(
            long count,
            @Nullable NodeStarted last,
            @Nullable LeaveAsked leaveAsked) {
        static final Starts NONE = new Starts(0, null, null);

        Starts apply(NodeEvent event) {
            return switch (event) {
                case NodeStarted started -> new Starts(count + 1, started, null);
                case LeaveAsked asked -> new Starts(count, last, asked);
            };
        }

        /** Recorded instants of one entity never run backwards, even where the clock was put back. */
        Cause inOrder(Cause cause) {
            Cause before = leaveAsked != null ? leaveAsked.cause() : last != null ? last.cause() : cause;
            return cause.recordedAt().isBefore(before.recordedAt()) ? cause.recordedAt(before.recordedAt()) : cause;
        }
    }

    @Override
    public Starts emptyState() {
        return Starts.NONE;
    }

    @Override
    public CommandHandler<Command, NodeEvent, Starts> commandHandler() {
        return (starts, command) ->
                Effect().persist(eventOf(starts, command)).thenReply(command.replyTo(), after -> Done.getInstance());
    }

    private NodeEvent eventOf(Starts starts, Command command) {
        return switch (command) {
            case RecordStart record -> inOrder(starts, record.event());
            case RecordLeave record -> new LeaveAsked(address, starts.inOrder(record.cause()));
        };
    }

    private static NodeStarted inOrder(Starts starts, NodeStarted event) {
        return new NodeStarted(
                event.address(),
                event.release(),
                event.commit(),
                event.configurationDigest(),
                event.java(),
                event.database(),
                starts.inOrder(event.cause()));
    }

    @Override
    public EventHandler<Starts, NodeEvent> eventHandler() {
        return Starts::apply;
    }
}
