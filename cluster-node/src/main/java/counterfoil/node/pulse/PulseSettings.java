package counterfoil.node.pulse;

import java.time.Duration;

/**
 * How the pulse is kept.
 *
 * @param interval pause between two beats
 * @param lateAfter a beat that is later than this means that the node stood still
 * @param round pause between two rounds in which the other members are asked to vouch
 * @param grant how long the answer of a majority is good for, counted from the question
 */
public record PulseSettings(Duration interval, Duration lateAfter, Duration round, Duration grant) {
    /** Refuses times that are not positive, a beat that is always late, and a grant that ends before the next round. */
    public PulseSettings {
        if (!interval.isPositive() || !round.isPositive()) {
            throw new IllegalArgumentException("a pulse needs times above zero: " + interval + ", " + round);
        }
        if (lateAfter.compareTo(interval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "a beat may be late by no less than two intervals: " + lateAfter + ", " + interval);
        }
        if (grant.compareTo(round.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a grant must outlast two rounds: " + grant + ", " + round);
        }
    }
}
