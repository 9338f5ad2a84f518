package counterfoil.node.member;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock was from the database's when they were compared.
 *
 * @param ahead by how much this machine's is ahead, taken at the middle of the question's round trip
 * @param doubt half of the round trip: the true value lies within it
 */
public record ClockReading(Duration ahead, Duration doubt) {
    /** Before the first comparison. */
    static final ClockReading NONE = new ClockReading(Duration.ZERO, Duration.ZERO);

    /**
     * Compares.
     *
     * @param asked this machine's clock before the question
     * @param there the database's clock in its answer
     * @param roundTrip from question to answer, by a clock that nobody sets
     */
    static ClockReading of(Instant asked, Instant there, Duration roundTrip) {
        Duration half = roundTrip.dividedBy(2);
        return new ClockReading(Duration.between(there, asked.plus(half)), half);
    }

    /** Whether the clocks differ by more than this, whatever the round trip hides. */
    boolean differsByMoreThan(Duration most) {
        return ahead.abs().minus(doubt).compareTo(most) > 0;
    }

    /** The one of two with less doubt. */
    ClockReading orBetter(ClockReading other) {
        return other.doubt().compareTo(doubt) < 0 ? other : this;
    }
}
