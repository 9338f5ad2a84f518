package counterfoil.protocol.listing;

import counterfoil.market.Validity;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.util.List;

/** A fact about who owns an identifier. */
public sealed interface ListingEvent extends Event {
    /** From now on the instrument owns the identifier for exactly these dates. */
    record IdentifierHeld(String instrumentId, List<Validity> validities, Cause cause) implements ListingEvent {}

    /** The instrument owns the identifier no longer, for any date. */
    record IdentifierReleased(String instrumentId, Cause cause) implements ListingEvent {}
}
