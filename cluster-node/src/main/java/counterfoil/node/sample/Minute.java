package counterfoil.node.sample;

import counterfoil.market.Bar;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The trades of one minute, aggregated.
 *
 * @param start epoch seconds of its beginning
 */
public record Minute(
        long start, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {
    /** Seconds of a minute. */
    public static final long SECONDS = 60;

    static Minute of(Trade trade) {
        BigDecimal price = trade.price();
        return new Minute(startOf(trade), price, price, price, price, trade.amount());
    }

    static long startOf(Trade trade) {
        return trade.time() - Math.floorMod(trade.time(), SECONDS);
    }

    Minute with(Trade trade) {
        BigDecimal price = trade.price();
        return new Minute(start, open, high.max(price), low.min(price), price, volume.add(trade.amount()));
    }

    /** As a row {@code time,open,high,low,close,volume}. */
    public String row() {
        return String.join(
                ",",
                Instant.ofEpochSecond(start).toString(),
                text(open),
                text(high),
                text(low),
                text(close),
                text(volume));
    }

    /** With the values that an import of the row records. */
    public Bar bar() {
        return new Bar(
                start,
                open.doubleValue(),
                high.doubleValue(),
                low.doubleValue(),
                close.doubleValue(),
                volume.doubleValue());
    }

    private static String text(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
