package counterfoil.http.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the cluster, as one node sees it.
 *
 * @param members all members, the oldest first
 * @param hasMajority whether a majority vouches for the node that answers
 * @param clock how its clock compares with the database's
 */
public record Membership(List<Member> members, boolean hasMajority, Clock clock) {
    /** Copies the list in. */
    public Membership {
        members = List.copyOf(members);
    }

    /** The node that answers. */
    public Member self() {
        return members.stream()
                .filter(Member::isThisNode)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this node is not among its members"));
    }

    /** How many members the one that answers can reach, itself counted. */
    public long reachable() {
        return members.stream().filter(Member::isReachable).count();
    }

    /**
     * How a clock compares.
     *
     * @param ahead of the database's; negative when it is behind
     * @param isWithinLimit whether a node that starts with it would be let in
     */
    public record Clock(Duration ahead, boolean isWithinLimit) {}

    /**
     * One member.
     *
     * @param address host:port
     * @param roles what it does
     * @param status {@code joining}, {@code weakly-up}, {@code up}, {@code leaving}, {@code exiting} or {@code down}
     * @param isReachable whether the node that answers, and those it hears, can reach it
     * @param release version of the product that it runs
     * @param seniority 1 for the oldest
     * @param startedAt when its process started; null until it has said so
     * @param isLeader whether it leads the cluster: it lets members in and out
     * @param isThisNode whether it is the node that answers
     */
    public record Member(
            String address,
            List<String> roles,
            String status,
            boolean isReachable,
            String release,
            int seniority,
            @Nullable Instant startedAt,
            boolean isLeader,
            boolean isThisNode) {
        /** Copies the roles in. */
        public Member {
            roles = List.copyOf(roles);
        }
    }
}
