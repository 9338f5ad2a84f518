package counterfoil.node.member;

/** Why a node that nobody stopped must not go on. */
public sealed interface Parting {
    /** In one line for the operator: what happened and what to do now. */
    String reason();

    /**
     * Another cluster was formed on this database while this node's could not say that it was there.
     *
     * @param epoch number of this node's cluster
     * @param newest number of the other one
     */
    record Superseded(long epoch, long newest) implements Parting {
        @Override
        public String reason() {
            return "cluster " + newest + " was formed on this database while cluster " + epoch
                    + ", which this node was in, was silent: start it again to join";
        }
    }

    /** The row of this node is gone from the database. */
    record Removed() implements Parting {
        @Override
        public String reason() {
            return "the cluster went on without this node, which did not answer for too long, or another process took"
                    + " its cluster address: start it again to join";
        }
    }

    /** The split-brain resolver of this node, or of those it could reach, decided that it must end. */
    record Downed() implements Parting {
        @Override
        public String reason() {
            return "this node was cut off from most of its cluster, so it ended: start it again to join";
        }
    }
}
