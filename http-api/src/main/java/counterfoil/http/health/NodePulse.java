package counterfoil.http.health;

import java.time.Instant;

/**
 * Whether this node may speak for the entities that it believes to have. A node that was stopped for a while, or that
 * does not reach a majority of the cluster, may have lost them to other nodes without knowing; until it has found out, it
 * answers nothing about them.
 */
public interface NodePulse {
    /** Whether the node may answer at this moment; asked on every request, so it must not block. */
    Condition condition();

    /**
     * The number of the stretch of steady time that this moment lies in; another one after each pause. An answer that was
     * begun in one stretch must not leave in another.
     */
    long stretch();

    /** How the pulse is, for an operator. */
    State state();

    /** What the node knows of its right to answer. */
    enum Condition {
        /** A majority and the database have answered lately. */
        STEADY,
        /** The node stood still for too long, and majority or database have not answered since. */
        PAUSED,
        /** Too few members of the cluster vouch for this node. */
        NO_MAJORITY
    }

    /**
     * How the pulse is.
     *
     * @param condition whether the node may answer
     * @param since from when on it is so
     * @param pauses how often it stood still for too long since it started
     */
    record State(Condition condition, Instant since, long pauses) {}
}
