package counterfoil.node.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the replay is on this node.
 *
 * @param state what it does
 * @param at how far it came, in the time of the data; null before it began
 * @param reason what it waits for, or why it stopped; null when there is nothing to say
 */
public record ReplayStatus(
        State state, @Nullable Instant at, @Nullable String reason) {
    /** What a replay does. */
    public enum State {
        /** Another node plays, or none has begun. */
        STANDBY,
        /** It waits for the minutes that it goes on from. */
        WAITING,
        /** It tells trades and minutes as they become due. */
        PLAYING,
        /** The data has ended. */
        ENDED,
        /** It was refused, and goes on no more. */
        STOPPED
    }
}
