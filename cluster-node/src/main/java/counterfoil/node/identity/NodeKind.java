package counterfoil.node.identity;

import counterfoil.node.identity.NodeEntity.Starts;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.SnapshotForm;
import counterfoil.protocol.Event;
import counterfoil.protocol.node.NodeEvent;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the record of a node's starts is replayed. */
public final class NodeKind implements EntityKind<Starts> {
    /** The only one. */
    public static final NodeKind INSTANCE = new NodeKind();

    private NodeKind() {}

    @Override
    public String type() {
        return NodeEntity.TYPE;
    }

    @Override
    public Starts empty() {
        return Starts.NONE;
    }

    @Override
    public Starts apply(Starts state, Event event) {
        return state.apply((NodeEvent) event);
    }

    @Override
    public Object content(Starts state, @Nullable LocalDate asOf) {
        return state;
    }

    @Override
    public boolean isDated() {
        return false;
    }

    @Override
    public Optional<SnapshotForm<Starts>> snapshots() {
        return Optional.empty();
    }
}
