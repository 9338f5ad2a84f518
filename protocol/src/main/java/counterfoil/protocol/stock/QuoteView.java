package counterfoil.protocol.stock;

import counterfoil.protocol.Message;

/** What a stock answers to a quote. */
public sealed interface QuoteView extends Message {
    /** The quote is the newest of its source, now or since the same one came before. */
    record Observed() implements QuoteView {}

    /** The quote was dropped, and why; {@code evidence} names the values that speak against it. */
    record Refused(Reason reason, String evidence) implements QuoteView {}

    /** Why a quote is dropped. */
    enum Reason {
        /** Nobody listed this instrument. */
        UNKNOWN_INSTRUMENT,
        /** The instrument is not traded any more on the quote's date. */
        DELISTED,
        /** The quote is dated later than it arrived. */
        IN_FUTURE,
        /** Its number or its instant lies before what the same source said, or its instant not after another source's. */
        OUT_OF_ORDER,
        /** More sources quote this instrument than a stock keeps apart. */
        TOO_MANY_SOURCES,
        /** The price moved further from the last one than bars may move unquestioned. */
        IMPLAUSIBLE_JUMP
    }
}
