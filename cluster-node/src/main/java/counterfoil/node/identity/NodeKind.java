package counterfoil.node.identity;

import counterfoil.node.identity.NodeEntity.Starts;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.UndatedKind;
import counterfoil.protocol.node.NodeEvent;

/** How the record of a node's starts is replayed. */
public final class NodeKind {
    /** The only one. */
    public static final EntityKind<?> INSTANCE = new UndatedKind<>(
            NodeEntity.TYPE, Starts.NONE, (state, event) -> state.apply((NodeEvent) event), state -> state);

    private NodeKind() {}
}
