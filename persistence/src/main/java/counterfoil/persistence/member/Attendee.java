package counterfoil.persistence.member;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A node as the meeting point knows it.
 *
 * @param epoch the cluster it is a member of; empty while it joins
 * @param seenAt when it last said that it is there, by the database's clock
 * @param sinceSeen how long ago that was when it was read
 */
public record Attendee(Peer peer, OptionalLong epoch, Offer offer, Instant seenAt, Duration sinceSeen) {
    /** Whether it belongs, or belonged, to a cluster: only such a node can keep another cluster from being formed. */
    public boolean isMember() {
        return epoch.isPresent();
    }

    @Override
    public String toString() {
        return peer + " (seen " + sinceSeen.toSeconds() + " s ago)";
    }
}
