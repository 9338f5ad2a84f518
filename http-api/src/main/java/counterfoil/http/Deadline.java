package counterfoil.http;

import java.time.Duration;

/**
 * By when something must be answered.
 *
 * @param nanos reading of {@link System#nanoTime()} at which time is up
 */
public record Deadline(long nanos) {
    /** A deadline that far from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Time left; zero or negative when time is up. */
    public Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
