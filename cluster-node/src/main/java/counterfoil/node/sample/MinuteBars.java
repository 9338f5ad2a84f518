package counterfoil.node.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates trades to bars of one minute. A minute without a trade has no bar; a trade belongs to the minute in which
 * its second lies.
 */
final class MinuteBars {
    private static final long SECONDS = 60;

    private final List<String> rows = new ArrayList<>();
    private @Nullable Minute open;

    /**
     * Adds a trade.
     *
     * @param time epoch seconds, never before the trade added last
     */
    void add(long time, BigDecimal price, BigDecimal amount) {
        long start = time - Math.floorMod(time, SECONDS);
        Minute current = open;
        if (current != null && start < current.start) {
            throw new IllegalArgumentException("a trade of " + Instant.ofEpochSecond(time) + " after one of "
                    + Instant.ofEpochSecond(current.start));
        }
        if (current != null && start == current.start) {
            open = current.with(price, amount);
        } else {
            close();
            open = new Minute(start, price, price, price, price, amount);
        }
    }

    /** All bars as CSV rows {@code time,open,high,low,close,volume}, oldest first; the last minute is closed by this. */
    List<String> rows() {
        close();
        return List.copyOf(rows);
    }

    private void close() {
        if (open != null) {
            rows.add(open.row());
            open = null;
        }
    }

    private record Minute(
            long start, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {
        Minute with(BigDecimal price, BigDecimal amount) {
            return new Minute(start, open, high.max(price), low.min(price), price, volume.add(amount));
        }

        String row() {
            return String.join(
                    ",",
                    Instant.ofEpochSecond(start).toString(),
                    text(open),
                    text(high),
                    text(low),
                    text(close),
                    text(volume));
        }

        private static String text(BigDecimal value) {
            return value.stripTrailingZeros().toPlainString();
        }
    }
}
