package counterfoil.protocol.hold;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;

/** A fact about a legal hold; why stands in the cause. */
public sealed interface HoldEvent extends Event {
    /** The hold's id. */
    String holdId();

    /** From now on nothing in the scope may be erased. */
    record HoldPlaced(String holdId, HoldScope scope, Cause cause) implements HoldEvent {}

    /** Somebody wants the hold released; it stays in force. */
    record ReleaseAsked(String holdId, Cause cause) implements HoldEvent {}

    /** A second person agreed; the hold is over. */
    record HoldReleased(String holdId, Cause cause) implements HoldEvent {}
}
