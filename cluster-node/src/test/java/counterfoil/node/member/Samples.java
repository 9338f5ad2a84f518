package counterfoil.node.member;

import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.member.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Rows of the meeting point as a node may find them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final Offer OFFER = new Offer(
            "1.0.0", "", 1, Map.of("number of shards", "128"), Set.of("a.B.v1", "a.C.v1"), Set.of("a.B.v1", "a.C.v1"));

    private Samples() {}

    /** A member of cluster 1 that was seen so many seconds before noon, read at noon. */
    static Attendee member(String address, long secondsAgo) {
        return new Attendee(
                new Peer(address, address.hashCode()),
                OptionalLong.of(1),
                OFFER,
                NOON.minusSeconds(secondsAgo),
                Duration.ofSeconds(secondsAgo));
    }

    static Attendee joining(String address) {
        return new Attendee(new Peer(address, 1), OptionalLong.empty(), OFFER, NOON, Duration.ZERO);
    }

    static Attendee offering(Attendee attendee, Offer offer) {
        return new Attendee(attendee.peer(), attendee.epoch(), offer, attendee.seenAt(), attendee.sinceSeen());
    }
}
