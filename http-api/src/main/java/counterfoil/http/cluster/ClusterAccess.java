package counterfoil.http.cluster;

import counterfoil.http.Deadline;
import counterfoil.protocol.Cause;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The cluster as this node sees it, and what an operator may ask of it. */
public interface ClusterAccess {
    /** The members as this node sees them now, the oldest first; must not block. */
    Membership membership();

    /** Where the entities live, asked of every member that can be reached; a member that is silent is named as such. */
    CompletionStage<List<ShardCounts>> shards(Deadline deadline);

    /**
     * Asks a member to leave in good order: its shards move to others, then its process ends. The member records the wish
     * before it leaves.
     *
     * @param address host:port of the member
     * @param force whether to do it even where that is unsafe
     */
    CompletionStage<Leave> leave(String address, boolean force, Cause cause, Deadline deadline);

    /** What became of the wish that a member leave. */
    enum Leave {
        /** It leaves, or was about to already. */
        LEAVING,
        /** Nobody of this address is in the cluster. */
        UNKNOWN,
        /** Nobody else could run entities. */
        LAST,
        /** Other members cannot be reached; with one less, those that can would be no majority. */
        NO_MAJORITY,
        /** The member itself cannot be reached; the split-brain resolver decides about it. */
        UNREACHABLE,
        /** The member did not say in time whether it had recorded the wish. */
        UNANSWERED
    }
}
