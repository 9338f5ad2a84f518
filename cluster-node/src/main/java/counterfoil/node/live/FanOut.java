package counterfoil.node.live;

import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.node.live.HubMessage.Quoted;
import counterfoil.node.stock.QuoteSink;
import counterfoil.protocol.stock.QuoteView.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Hands what the stocks of this node observe to the nodes that want it, in the stock's own thread, and counts. */
public final class FanOut implements QuoteSink {
    private final LongAdder observed = new LongAdder();
    private final LongAdder conflated = new LongAdder();
    private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);
    private volatile List<Outlet> outlets = List.of();

    /** Tells nobody until its hub has found the nodes. */
    public FanOut() {
        Arrays.stream(Reason.values()).forEach(reason -> refused.put(reason, new LongAdder()));
    }

    void to(List<Outlet> wanting) {
        outlets = List.copyOf(wanting);
    }

    LongAdder conflated() {
        return conflated;
    }

    @Override
    public void observed(String instrumentId, Instrument instrument, Quote quote) {
        observed.increment();
        List<Outlet> all = outlets;
        if (all.isEmpty()) {
            return;
        }
        Quoted quoted = new Quoted(instrumentId, instrument, quote);
        for (Outlet outlet : all) {
            outlet.offer(quoted);
        }
    }

    @Override
    public void refused(Reason reason) {
        LongAdder count = refused.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    /**
     * What happened since the node started.
     *
     * @param observed quotes that stocks of this node took
     * @param conflated quotes that were not sent to a node because newer ones took their place
     * @param refused quotes that stocks dropped, by reason
     */
    public record Counts(long observed, long conflated, Map<Reason, Long> refused) {
        /** Copies the counts in. */
        public Counts {
            refused = Map.copyOf(refused);
        }
    }

    /** The counts up to now. */
    public Counts counts() {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        refused.forEach((reason, count) -> byReason.put(reason, count.sum()));
        return new Counts(observed.sum(), conflated.sum(), byReason);
    }
}
