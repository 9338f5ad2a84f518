package counterfoil.protocol.stock;

import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact about an instrument. */
public sealed interface StockEvent extends Event {
    /** The instrument exists from now on. */
    record InstrumentListed(String instrumentId, Instrument instrument, Cause cause) implements StockEvent {}

    /** What is not null replaces what was known; the identifiers are the whole new list. */
    record InstrumentChanged(
            @Nullable String name,
            @Nullable String sector,
            @Nullable List<IdentifierSpan> identifiers,
            Cause cause) implements StockEvent {}

    /** The instrument is no longer traded from the date on; its tickers end there. */
    record InstrumentDelisted(LocalDate on, Cause cause) implements StockEvent {}

    /** Bars that were not known before, oldest first. */
    record BarsRecorded(Timeframe timeframe, ImportOrigin origin, Bars bars, Cause cause) implements StockEvent {}

    /** Bars that their own source states anew, with the values that stood before, in the same order. */
    record BarsCorrected(Timeframe timeframe, ImportOrigin origin, Bars bars, Bars previous, Cause cause)
            implements StockEvent {}

    /** Bars that break a rule, each with its question; kept apart until it is settled. */
    record BarsQuestioned(Timeframe timeframe, ImportOrigin origin, Bars bars, List<Question> questions, Cause cause)
            implements StockEvent {}

    /** A person holds these bars to be right: they stand from now on. */
    record QuestionsAccepted(List<Long> questions, Cause cause) implements StockEvent {}

    /** A person holds these bars to be wrong: they never stand. */
    record QuestionsRejected(List<Long> questions, Cause cause) implements StockEvent {}

    /** What was recorded since explains these bars: they stand from now on. */
    record QuestionsExplained(List<Long> questions, String explanation, Cause cause) implements StockEvent {}

    /** Corporate actions that were not known before. */
    record CorporateActionsRecorded(ImportOrigin origin, List<CorporateAction> actions, Cause cause)
            implements StockEvent {}

    /** What a source says of its own adjusted closes; nothing is computed from it. */
    record AdjustmentsStated(ImportOrigin origin, List<AdjustmentRun> runs, Cause cause) implements StockEvent {}

    /** Everything that the import brought is taken back: its bars, corrections, questions and actions. */
    record ImportWithdrawn(String importId, Cause cause) implements StockEvent {}
}
