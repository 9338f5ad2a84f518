package counterfoil.persistence.projection;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * How read tables are kept.
 *
 * @param pageSize most events read at once, 1 to 10,000
 * @param pollInterval wait after finding nothing new
 * @param groupSize most events of one transaction
 * @param groupWindow longest wait for a group to fill
 * @param tick how often a keeper looks after its table, and a node at the lag
 * @param firstBackoff wait after the first failure in a row; each further one waits twice as long
 * @param longestBackoff longest such wait
 * @param emptyAfter wait between the retirement of a build and the emptying of its rows; above the longest statement
 * @param mostParked most parked events of one build; above, the table stops
 * @param behindAfter a table that lacks events older than this is behind
 */
public record ReadTableSettings(
        int pageSize,
        Duration pollInterval,
        int groupSize,
        Duration groupWindow,
        Duration tick,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration emptyAfter,
        int mostParked,
        Duration behindAfter) {
    /** The names of the settings that are times. */
    public static final List<String> DURATIONS = List.of(
            "poll-interval", "group-window", "tick", "first-backoff", "longest-backoff", "empty-after", "behind-after");

    /** What stands under {@code counterfoil.read-tables}. */
    public static ReadTableSettings of(Config ours) {
        return new ReadTableSettings(
                ours.getInt("page-size"),
                ours.getDuration("poll-interval"),
                ours.getInt("group-size"),
                ours.getDuration("group-window"),
                ours.getDuration("tick"),
                ours.getDuration("first-backoff"),
                ours.getDuration("longest-backoff"),
                ours.getDuration("empty-after"),
                ours.getInt("most-parked"),
                ours.getDuration("behind-after"));
    }
}
