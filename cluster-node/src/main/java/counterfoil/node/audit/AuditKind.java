package counterfoil.node.audit;

import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.UndatedKind;
import counterfoil.protocol.audit.AuditEvent;
import counterfoil.protocol.audit.AuditKey;

/** How the record of a reader's day is replayed. */
final class AuditKind {
    static final EntityKind<?> INSTANCE = new UndatedKind<>(
            AuditKey.TYPE.name(), AuditState.EMPTY, (state, event) -> state.apply((AuditEvent) event), state -> state);

    private AuditKind() {}
}
