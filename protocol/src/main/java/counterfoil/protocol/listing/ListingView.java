package counterfoil.protocol.listing;

import counterfoil.market.Validity;
import counterfoil.protocol.Message;
import java.util.List;

/** What a listing answers. */
public sealed interface ListingView extends Message {
    /** The instrument owns the identifier as asked. */
    record Held() implements ListingView {}

    /** Another instrument owns it for dates that overlap. */
    record Taken(String heldBy, Validity validity) implements ListingView {}

    /** The owners on the date asked for, several only where the key is shared; empty when there was never one. */
    record Owners(List<String> instrumentIds) implements ListingView {}

    /** The listing keeps as many spans as it may. */
    record Full(int limit) implements ListingView {}
}
