package counterfoil.node.listing;

import java.time.Duration;

/**
 * What bounds a listing.
 *
 * @param maxSpans most spans of dates that one listing keeps, over all its owners
 * @param ownerTimeout how long an owner may take to say what it really holds
 */
public record ListingLimits(int maxSpans, Duration ownerTimeout) {
    /** Refuses a bound that would admit nothing. */
    public ListingLimits {
        if (maxSpans < 1 || !ownerTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "a listing needs at least one span and some time: " + maxSpans + " spans, " + ownerTimeout);
        }
    }
}
