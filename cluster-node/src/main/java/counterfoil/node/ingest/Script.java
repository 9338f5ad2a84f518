package counterfoil.node.ingest;

import counterfoil.market.Bar;
import counterfoil.market.Quote;
import counterfoil.node.sample.Minute;
import counterfoil.node.sample.MinuteBars;
import counterfoil.node.sample.SampleTrades;
import counterfoil.node.sample.Trade;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What the replayed trades come to, in order: each trade is a quote at its second, and each minute a bar when it is over,
 * before the first quote of the next one. A minute without trades has no bar.
 */
final class Script implements Iterator<Script.Step> {
    /** Who says so. */
    static final String SOURCE = "replay:bitstamp-2013-11-25";

    private final Iterator<Trade> trades;
    private final MinuteBars minutes = new MinuteBars();
    private @Nullable Trade ahead;
    private @Nullable Minute over;

    /** Begins with the first trade at or after an epoch second, which should begin a minute. */
    Script(SampleTrades sample, long from) {
        this.trades =
                sample.trades().stream().filter(trade -> trade.time() >= from).iterator();
        read();
    }

    /** One thing to tell, and from when on in the time of the data, in epoch seconds. */
    sealed interface Step {
        /** When it is due. */
        long due();

        /** A trade. */
        record ObserveTrade(long due, Quote quote) implements Step {}

        /** A minute that is over; {@code text} is its row. */
        record RecordMinute(long due, Bar bar, String text) implements Step {}
    }

    private void read() {
        Trade next = trades.hasNext() ? trades.next() : null;
        ahead = next;
        over = next == null ? minutes.close() : minutes.add(next);
    }

    @Override
    public boolean hasNext() {
        return over != null || ahead != null;
    }

    @Override
    public Step next() {
        Minute minute = over;
        if (minute != null) {
            over = null;
            return new Step.RecordMinute(minute.start() + Minute.SECONDS, minute.bar(), minute.row());
        }
        Trade trade = ahead;
        if (trade == null) {
            throw new NoSuchElementException("the data has ended");
        }
        read();
        return new Step.ObserveTrade(
                trade.time(),
                new Quote(
                        trade.price().doubleValue(),
                        trade.amount().doubleValue(),
                        Instant.ofEpochSecond(trade.time()),
                        SOURCE,
                        trade.number()));
    }
}
