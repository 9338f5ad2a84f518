package counterfoil.node.member;

import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Attendees;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.member.Peer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides what a node does with what it sees at the meeting point: join those who are there, or form a cluster.
 *
 * <p>A member's row keeps others from forming a cluster until its process is certainly dead: because it ran on this
 * machine and is gone, or because it was last seen a long time ago <em>and</em> this node has watched the row not change
 * for several renewals. The second half is needed after the database was away: then all rows are old, and the living
 * have just not had the time to renew theirs.
 */
final class Meeting {
    private final String self;
    private final Duration forgetAfter;
    private final Duration watchFor;
    private final Predicate<Offer> isGone;
    private final Map<Peer, Watched> watched = new HashMap<>();

    /**
     * A node that has seen nothing yet.
     *
     * @param self its address
     * @param isGone whether the process of a row is certainly gone
     */
    Meeting(String self, JoinSettings settings, Predicate<Offer> isGone) {
        this.self = self;
        this.forgetAfter = settings.forgetAfter();
        this.watchFor = settings.watchFor();
        this.isGone = isGone;
    }

    /** A row, and when it was first seen as it is, in nanoseconds of the process's own time. */
    private record Watched(Attendee row, long since) {}

    /** What to do now. */
    sealed interface Decision {
        /** Ask these addresses to be let in. */
        record Join(List<String> addresses, List<Attendee> members) implements Decision {
            public Join {
                addresses = List.copyOf(addresses);
                members = List.copyOf(members);
            }
        }

        /** Form a cluster; these members are dead. */
        record Form(List<Attendee> dead) implements Decision {
            public Form {
                dead = List.copyOf(dead);
            }
        }
    }

    /**
     * Decides, and remembers what was seen.
     *
     * @param ours members of the cluster that this node is in already; their rows keep nobody from anything
     * @param nanos the process's own time
     */
    Decision decide(Attendees seen, List<Peer> ours, long nanos) {
        List<Attendee> members = seen.others(self).stream()
                .filter(attendee -> attendee.isMember() && !ours.contains(attendee.peer()))
                .toList();
        watch(members, nanos);
        List<Attendee> dead =
                members.stream().filter(member -> isDead(member, nanos)).toList();
        if (dead.size() == members.size()) {
            return new Decision.Form(dead);
        }
        List<Attendee> alive =
                members.stream().filter(member -> !dead.contains(member)).toList();
        List<String> addresses = alive.stream()
                .filter(member -> member.epoch().getAsLong() == seen.epoch())
                .map(member -> member.peer().address())
                .toList();
        return new Decision.Join(addresses, alive);
    }

    private void watch(List<Attendee> members, long nanos) {
        Map<Peer, Watched> before = Map.copyOf(watched);
        watched.clear();
        for (Attendee member : members) {
            Watched earlier = before.get(member.peer());
            long since = earlier != null && earlier.row().seenAt().equals(member.seenAt()) ? earlier.since() : nanos;
            watched.put(member.peer(), new Watched(member, since));
        }
    }

    private boolean isDead(Attendee member, long nanos) {
        Watched row = watched.get(member.peer());
        boolean isWatched = row != null && nanos - row.since() >= watchFor.toNanos();
        return isGone.test(member.offer()) || (isWatched && member.sinceSeen().compareTo(forgetAfter) >= 0);
    }
}
