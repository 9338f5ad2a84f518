package counterfoil.node.audit;

import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.UndatedKind;
import counterfoil.protocol.seal.SealEvent;
import org.jspecify.annotations.Nullable;

/** How the opening of a log is replayed: the entity is the log, and its only event says which one it follows. */
final class SealKind {
    static final EntityKind<?> INSTANCE = new UndatedKind<Opening>(
            "seal", new Opening(null), (state, event) -> state.apply((SealEvent) event), state -> state);

    private SealKind() {}

    /** How the log was opened; null before it was. */
    record Opening(SealEvent.@Nullable LogOpened opened) {
        Opening apply(SealEvent event) {
            return switch (event) {
                case SealEvent.LogOpened log -> new Opening(log);
            };
        }
    }
}
