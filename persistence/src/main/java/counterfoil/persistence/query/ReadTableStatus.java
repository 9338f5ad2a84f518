package counterfoil.persistence.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a read table is.
 *
 * @param name its name
 * @param condition the worst that is true of it
 * @param logId the log whose positions it counts; 0 before there is one
 * @param build number of the build that is read; 0 before there is one
 * @param position the last position that it has; -1 before the first
 * @param lagPositions how many sealed positions it lacks
 * @param lag how long the oldest of those has been in the journal; zero when it lacks none
 * @param parkedEntities entities of which something is parked
 * @param parkedEvents parked events
 * @param parked the first parked event of some of those entities, at most {@link #MAX_PARKED}
 * @param rebuilding how far the build beside it is; null when there is none
 * @param failure why it does not go on, in one line; null while it does
 */
public record ReadTableStatus(
        String name,
        Condition condition,
        int logId,
        int build,
        long position,
        long lagPositions,
        Duration lag,
        long parkedEntities,
        long parkedEvents,
        List<Parked> parked,
        @Nullable Rebuild rebuilding,
        @Nullable String failure) {
    /** Most parked events that are shown. */
    public static final int MAX_PARKED = 20;

    /** Copies the list in. */
    public ReadTableStatus {
        parked = List.copyOf(parked);
    }

    /** How a table is, from good to bad. */
    public enum Condition {
        /** It has everything, or will in a moment. */
        HEALTHY,
        /** No log was opened yet, or the table has no build yet. */
        WAITING,
        /** An operator paused it. */
        PAUSED,
        /** It lacks events that are older than it should. */
        BEHIND,
        /** Something is parked. */
        PARKED,
        /** It does not go on; the failure says why. */
        STOPPED
    }

    /** An event that the table could not take, and why. */
    public record Parked(long position, String entity, String type, String reason) {}

    /** A build that grows beside the one that is read. */
    public record Rebuild(int build, long position) {}
}
