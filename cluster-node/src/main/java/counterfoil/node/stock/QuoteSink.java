package counterfoil.node.stock;

import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.protocol.stock.QuoteView;

/** Is told what the stocks of a node observe, by any thread; never blocks and never throws. */
public interface QuoteSink {
    /** A stock observed a quote that is newer than every one before. */
    void observed(String instrumentId, Instrument instrument, Quote quote);

    /** A stock dropped a quote. */
    void refused(QuoteView.Reason reason);

    /** Tells nobody. */
    QuoteSink NOBODY = new QuoteSink() {
        @Override
        public void observed(String instrumentId, Instrument instrument, Quote quote) {}

        @Override
        public void refused(QuoteView.Reason reason) {}
    };
}
