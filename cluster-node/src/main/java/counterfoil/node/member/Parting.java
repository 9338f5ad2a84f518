package counterfoil.node.member;

/** Why a node that nobody stopped must not go on. */
public sealed interface Parting {
    /** In one line for the operator: what happened and what to do now. */
    String reason();

    /** The row of this node is gone from the database: others held it for dead. */
    record Removed() implements Parting {
        @Override
        public String reason() {
            return "the other nodes went on without this one, which was silent for too long, or another process took"
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
