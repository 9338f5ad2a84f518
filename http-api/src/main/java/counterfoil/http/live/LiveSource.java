package counterfoil.http.live;

import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.protocol.stock.StockEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Where the streams of one node come from: quotes that stocks of the whole cluster observe, and facts in the order of the
 * log as soon as they are sealed.
 */
public interface LiveSource {
    /** Most facts of one page of the past. */
    int MAX_PAGE = 1_000;

    /**
     * Begins to tell. To be called once, before anything is wanted. Quotes and facts may come from different threads, each
     * kind from one at a time; a listener never blocks and never throws.
     */
    void tell(Listener listener);

    /** Which instruments' quotes this node needs from now on; replaces what was wanted before. */
    void wantQuotes(Set<String> instrumentIds);

    /**
     * Whether facts are needed at all; while they are not, the log is not read. What was sealed before the returned
     * position is not told any more, everything after it is, in order.
     *
     * @return position in the log after which facts are told, -1 for the beginning; fails while the log cannot be read
     */
    CompletionStage<Long> wantFacts(boolean wanted);

    /**
     * Facts about stocks behind a position of the log, oldest first.
     *
     * @param after position before the first one wanted; -1 for the beginning
     * @param instrumentIds whose facts; empty for all stocks
     * @param limit most facts, 1 to {@link #MAX_PAGE}
     */
    CompletionStage<Past> factsAfter(long after, Set<String> instrumentIds, int limit);

    /**
     * Sealed facts about one stock behind one of its sequence numbers, oldest first.
     *
     * @param limit most facts, 1 to {@link #MAX_PAGE}
     */
    CompletionStage<Past> factsOf(String instrumentId, long afterSequenceNumber, int limit);

    /** Whether the log can be read at present, and how far behind its end this node's reader is. */
    Health health();

    /** Is told what happens. */
    interface Listener {
        /** A stock observed a quote. Some may be left out: only the newest counts. */
        void observed(Observed observed);

        /** A fact was sealed. None is left out, and positions rise. */
        void sealed(SealedFact fact);

        /** The reader came or went; while it is away nothing is told and nothing is lost. */
        void healthChanged(Health health);
    }

    /** A quote and whose it is. */
    record Observed(String instrumentId, Instrument instrument, Quote quote) {}

    /** A fact about a stock: its position in the log, and its number among the stock's own. */
    record SealedFact(long position, String instrumentId, long sequenceNumber, StockEvent event) {}

    /**
     * A page of the past.
     *
     * @param next position (or sequence number) to go on from
     * @param isEnd whether nothing more was sealed when it was read
     */
    record Past(List<SealedFact> facts, long next, boolean isEnd) {
        /** Copies the facts in. */
        public Past {
            facts = List.copyOf(facts);
        }
    }

    /** How the reader of the log is: {@code lag} is the age of the oldest fact that was not told yet. */
    record Health(boolean isReading, long position, Duration lag) {}
}
