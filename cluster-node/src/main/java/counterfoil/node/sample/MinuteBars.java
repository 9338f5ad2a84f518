package counterfoil.node.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates trades to bars of one minute. A minute without a trade has no bar; a trade belongs to the minute in which
 * its second lies.
 */
public final class MinuteBars {
    private @Nullable Minute open;

    /**
     * Adds a trade, and returns the minute that is over by it; null when none is.
     *
     * @param trade never before the one added last
     */
    public @Nullable Minute add(Trade trade) {
        long start = Minute.startOf(trade);
        Minute current = open;
        if (current != null && start < current.start()) {
            throw new IllegalArgumentException("a trade of " + Instant.ofEpochSecond(trade.time()) + " after one of "
                    + Instant.ofEpochSecond(current.start()));
        }
        if (current != null && start == current.start()) {
            open = current.with(trade);
            return null;
        }
        open = Minute.of(trade);
        return current;
    }

    /** Ends the last minute and returns it; null when there is none. */
    public @Nullable Minute close() {
        Minute last = open;
        open = null;
        return last;
    }
}
