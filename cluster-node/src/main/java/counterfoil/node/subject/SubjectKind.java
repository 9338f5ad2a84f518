package counterfoil.node.subject;

import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.UndatedKind;
import counterfoil.node.subject.SubjectEntity.SubjectState;
import counterfoil.protocol.subject.SubjectEvent;
import counterfoil.protocol.subject.SubjectKey;

/** How the record of a subject's erasure is replayed. */
public final class SubjectKind {
    /** The only one. */
    public static final EntityKind<?> INSTANCE = new UndatedKind<>(
            SubjectKey.TYPE.name(),
            SubjectState.NONE,
            (state, event) -> state.apply((SubjectEvent) event),
            state -> state);

    private SubjectKind() {}
}
