package counterfoil.protocol.stock;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Closes;
import counterfoil.market.CorporateAction;
import counterfoil.market.Instrument;
import counterfoil.market.QualityFinding;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.Message;
import counterfoil.protocol.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stock answers. */
public sealed interface StockView extends Message {
    /** A write took effect, now or (then {@code replayed}) when the same command came first. */
    record Done(StockOutcome outcome, boolean replayed, long sequenceNumber) implements StockView {}

    /** Nothing was done, and why. */
    record Refused(Refusal refusal) implements StockView {}

    /**
     * The instrument.
     *
     * @param delistedOn first date without trading; null while it trades
     * @param yearLow lowest low of the 365 days up to the last bar, split-adjusted; null without daily bars
     * @param yearHigh highest high of the same days
     * @param previousClose the close before the last one, split-adjusted; null when there is none
     */
    record InstrumentView(
            String instrumentId,
            Instrument instrument,
            @Nullable LocalDate delistedOn,
            @Nullable Double previousClose,
            @Nullable Double yearLow,
            @Nullable Double yearHigh,
            List<SeriesExtent> series,
            int openQuestions,
            Basis basis)
            implements StockView {}

    /** From when to when bars of a recorded timeframe are held, in epoch seconds, and how many. */
    record SeriesExtent(Timeframe timeframe, int bars, long first, long last) {}

    /**
     * The last price: a quote, or the last close.
     *
     * @param price as quoted, or the close, raw; null when there is neither, then {@code reason} says why
     * @param time when it was quoted, in whole epoch seconds; or the time of the bar
     * @param timeframe the bar's timeframe, which tells whether the time stands for a date; a minute's for a quote
     * @param source who quoted it, or gave the bar
     * @param change price less the split-adjusted close of the trading date before; null when there is none
     * @param changeFraction change as a fraction of that close
     * @param quote what the price is taken from; null when that is a bar
     */
    record PriceView(
            String instrumentId,
            Instrument instrument,
            @Nullable Double price,
            long time,
            Timeframe timeframe,
            @Nullable String source,
            @Nullable Double change,
            @Nullable Double changeFraction,
            @Nullable String reason,
            @Nullable Quote quote,
            Basis basis)
            implements StockView {}

    /** Bars of a window; {@code next} is the time to go on from, null when this was the last page. */
    record HistoryView(
            String instrumentId,
            Instrument instrument,
            Bars bars,
            @Nullable Long next,
            Basis basis) implements StockView {}

    /**
     * Closes of a span, at most {@link StockCommand#MAX_CLOSES}.
     *
     * @param next the date to go on from, in days since 1970-01-01; null when this was the last page
     */
    record ClosesView(
            String instrumentId,
            Instrument instrument,
            Closes closes,
            @Nullable Integer next,
            Basis basis) implements StockView {}

    /**
     * Indicator values at the times of a window.
     *
     * @param time bar times in epoch seconds, oldest first
     * @param lines one line per output of each indicator, in the order asked for
     * @param next the time to go on from; null when this was the last page
     */
    @SuppressWarnings("ArrayRecordComponent") // a column of primitives; nobody compares two answers
    record TechnicalsView(
            String instrumentId,
            Instrument instrument,
            long[] time,
            List<Line> lines,
            @Nullable Long next,
            Basis basis) implements StockView {}

    /**
     * One output of an indicator.
     *
     * @param indicator its canonical text, such as {@code macd:12:26:9}
     * @param output name of the output; null when the indicator has only one
     * @param values one per time, NaN where there is none
     * @param missing why some are NaN; null where none is
     */
    @SuppressWarnings("ArrayRecordComponent") // a column of primitives; nobody compares two answers
    record Line(
            String indicator,
            @Nullable String output,
            double[] values,
            @Nullable Missing missing) {}

    /**
     * Why values of a line are missing.
     *
     * @param warmUp how many of them lie before the bar that can have the first value
     * @param undefined how many of them lie later, where the definition has no value
     * @param reason both in words
     */
    record Missing(int warmUp, int undefined, String reason) {}

    /**
     * A page of corporate actions by ex-date, oldest first.
     *
     * @param next how many to skip for the next page; null when this was the last one
     */
    record CorporateActionsView(
            String instrumentId,
            Instrument instrument,
            List<KeptAction> actions,
            @Nullable Long next,
            Basis basis) implements StockView {}

    /** A recorded action and where it came from. */
    record KeptAction(CorporateAction action, String importId, String source) {}

    /**
     * A page of the quality report.
     *
     * @param questions by number
     * @param findings by time, after the last question
     * @param open how many questions are open, on whatever page
     * @param complete whether the report holds all findings; false when there were more than it may hold
     * @param next where the next page begins; null when this was the last page
     */
    record QualityView(
            String instrumentId,
            Instrument instrument,
            List<KeptQuestion> questions,
            List<QualityFinding> findings,
            int open,
            boolean complete,
            @Nullable Long next,
            Basis basis)
            implements StockView {}

    /**
     * A question, the bar it is about, and how it was settled ({@code open} while it is not).
     *
     * @param explanation what explains the bar, where that was recorded
     * @param reason why a person judged it so, enciphered as the cause's
     */
    record KeptQuestion(
            Question question,
            Timeframe timeframe,
            Bar bar,
            String importId,
            String source,
            Settlement settlement,
            @Nullable String explanation,
            @Nullable Enciphered reason) {}

    /** How a question was settled. */
    enum Settlement {
        /** Not yet: the bar is kept apart. */
        OPEN,
        /** By a person: the bar stands. */
        ACCEPTED,
        /** By a person, or by its source that said otherwise since: the bar never stands. */
        REJECTED,
        /** By what was recorded since: the bar stands. */
        EXPLAINED,
        /** With the import that brought it. */
        WITHDRAWN
    }

    /** The dates for which the instrument holds an identifier; {@code pending} while it is about to decide that. */
    record HeldSpans(List<Validity> validities, boolean pending) implements StockView {}
}
