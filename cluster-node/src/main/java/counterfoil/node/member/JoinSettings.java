package counterfoil.node.member;

import java.time.Duration;

/**
 * How a node meets others.
 *
 * @param way by what it finds them
 * @param timeout longest wait for membership
 * @param seenInterval pause between two renewals of the node's row
 * @param forgetAfter how long after its last renewal a silent member counts as dead
 * @param maxClockDifference most by which this machine's clock may differ from the database's
 */
public record JoinSettings(
        Way way, Duration timeout, Duration seenInterval, Duration forgetAfter, Duration maxClockDifference) {
    /** By what a node finds others. */
    public enum Way {
        /** The database of the journal knows them. */
        DATABASE,
        /** They are named in the settings. */
        SEEDS,
        /** DNS or another directory of contact points knows them. */
        BOOTSTRAP
    }

    /** Refuses times that are not above zero, and a limit that a node may overstep by missing a few renewals. */
    public JoinSettings {
        if (!timeout.isPositive() || !seenInterval.isPositive() || !maxClockDifference.isPositive()) {
            throw new IllegalArgumentException("times must be above zero");
        }
        if (forgetAfter.compareTo(seenInterval.multipliedBy(5)) < 0) {
            throw new IllegalArgumentException("forget-after must be at least five times seen-interval");
        }
    }

    /** How long a row must not have changed under the eyes of a node before that node calls its writer dead. */
    Duration watchFor() {
        return seenInterval.multipliedBy(5);
    }
}
