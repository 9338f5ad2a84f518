package counterfoil.node.live;

import java.time.Duration;

/**
 * How live values reach the streams of a node.
 *
 * @param topics number of topics that instruments are hashed to, 1 to 64
 * @param pollInterval wait after finding nothing new in the log
 * @param firstBackoff wait after the first failed read in a row; each further one waits twice as long
 * @param longestBackoff longest such wait
 * @param pageSize most events of the log read at once
 * @param pastThreads threads that read facts of the past
 * @param pastQueue questions about the past that may wait for them
 */
public record FeedSettings(
        int topics,
        Duration pollInterval,
        Duration firstBackoff,
        Duration longestBackoff,
        int pageSize,
        int pastThreads,
        int pastQueue) {
    /** Most topics. */
    public static final int MOST_TOPICS = Topics.MOST;

    /** Refuses what no setting allows. */
    public FeedSettings {
        if (topics < 1 || topics > Topics.MOST) {
            throw new IllegalArgumentException("there are 1 to " + Topics.MOST + " topics, not " + topics);
        }
        if (pageSize < 1 || pastThreads < 1 || pastQueue < 1) {
            throw new IllegalArgumentException("a page, the threads and their queue are at least 1");
        }
    }
}
