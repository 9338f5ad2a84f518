package counterfoil.node.hold;

import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.UndatedKind;
import counterfoil.protocol.hold.HoldEvent;
import counterfoil.protocol.hold.HoldKey;

/** How the register of legal holds is replayed. */
public final class HoldKind {
    /** The only one. */
    public static final EntityKind<?> INSTANCE = new UndatedKind<>(
            HoldKey.TYPE.name(), HoldState.EMPTY, (state, event) -> state.apply((HoldEvent) event), state -> state);

    private HoldKind() {}
}
