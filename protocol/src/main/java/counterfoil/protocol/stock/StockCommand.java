package counterfoil.protocol.stock;

import counterfoil.market.Adjustment;
import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Caused;
import counterfoil.protocol.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a stock. Every command is answered with the view it names, or with {@link StockView.Refused}
 * ({@link QuoteView.Refused} for a quote); an instrument that nobody listed refuses all but {@link ListInstrument} and
 * {@link FindHeldSpans}.
 */
public interface StockCommand {

    /** A command that reads: it changes nothing and is answered from memory. */
    sealed interface Read extends StockCommand, Message {
        /** Who waits for the answer. */
        ActorRef<StockView> replyTo();
    }

    /** A command that writes; answered with {@link StockView.Done} once its events are durable. */
    sealed interface Write extends StockCommand, Caused, Message {
        /** Who waits for the answer. */
        ActorRef<StockView> replyTo();
    }

    /** List an instrument under its identifiers. The same again is acknowledged; with other details it is refused. */
    record ListInstrument(Instrument instrument, Cause cause, ActorRef<StockView> replyTo) implements Write {}

    /**
     * Change what is not null: name, sector, or the whole list of identifiers.
     *
     * @param ifSequence the sequence number at which the caller read the instrument; null to change it in any case
     */
    record ChangeInstrument(
            @Nullable String name,
            @Nullable String sector,
            @Nullable List<IdentifierSpan> identifiers,
            @Nullable Long ifSequence,
            Cause cause,
            ActorRef<StockView> replyTo)
            implements Write {}

    /** End trading on a date. The tickers become free from that date. */
    record DelistInstrument(LocalDate on, Cause cause, ActorRef<StockView> replyTo) implements Write {}

    /** Record a batch of at most {@link #MAX_BARS} bars of a recorded timeframe. */
    record RecordBars(Timeframe timeframe, Bars bars, ImportOrigin origin, Cause cause, ActorRef<StockView> replyTo)
            implements Write {}

    /**
     * Keep what a source says of its own adjusted closes, to be compared with the corporate actions and used for nothing.
     *
     * @param runs by date, not overlapping, 1 to {@link #MAX_RUNS}
     */
    record StateAdjustments(List<AdjustmentRun> runs, ImportOrigin origin, Cause cause, ActorRef<StockView> replyTo)
            implements Write {
        /** Copies the runs in. */
        public StateAdjustments {
            runs = List.copyOf(runs);
        }
    }

    /** Record a batch of at most {@link #MAX_ACTIONS} corporate actions. */
    record RecordCorporateActions(
            List<CorporateAction> actions, ImportOrigin origin, Cause cause, ActorRef<StockView> replyTo)
            implements Write {}

    /** Accept or reject a questioned bar. */
    record JudgeQuestion(long question, boolean accept, Cause cause, ActorRef<StockView> replyTo) implements Write {}

    /**
     * Accept and reject questioned bars, all of them or none.
     *
     * @param accept numbers of the questions whose bars stand from now on
     * @param reject numbers of those whose bars never stand; no number in both, at most {@link #MAX_QUESTIONS} together
     */
    record JudgeQuestions(List<Long> accept, List<Long> reject, Cause cause, ActorRef<StockView> replyTo)
            implements Write {
        /** Copies the numbers in. */
        public JudgeQuestions {
            accept = List.copyOf(accept);
            reject = List.copyOf(reject);
        }
    }

    /** Accept or reject every open question that the filter lets through, at most {@link #MAX_QUESTIONS}. */
    record JudgeMatching(QuestionFilter filter, boolean accept, Cause cause, ActorRef<StockView> replyTo)
            implements Write {}

    /** Take back everything that an import brought. */
    record WithdrawImport(String importId, Cause cause, ActorRef<StockView> replyTo) implements Write {}

    /**
     * Take note of a quote. It is kept in memory until the next one and never recorded; answers {@link QuoteView}, at once.
     *
     * @param receivedAt when it arrived, by the clock of the node that took it in
     */
    record ObserveQuote(Quote quote, Instant receivedAt, ActorRef<QuoteView> replyTo)
            implements StockCommand, Message {}

    /** Describe the instrument; answers {@link StockView.InstrumentView}. */
    record GetInstrument(@Nullable LocalDate asOf, ActorRef<StockView> replyTo) implements Read {}

    /** The newest quote or the last close, whichever is later, and its change; answers {@link StockView.PriceView}. */
    record GetPrice(@Nullable LocalDate asOf, ActorRef<StockView> replyTo) implements Read {}

    /** A page of bars; answers {@link StockView.HistoryView}. */
    record GetHistory(Window window, ActorRef<StockView> replyTo) implements Read {}

    /** A page of closes of trading dates; answers {@link StockView.ClosesView}. */
    record GetCloses(Span span, ActorRef<StockView> replyTo) implements Read {}

    /** A page of indicator values; answers {@link StockView.TechnicalsView}. */
    record GetTechnicals(List<String> indicators, Window window, ActorRef<StockView> replyTo) implements Read {}

    /**
     * A page of the corporate actions with an ex-date up to the date; answers {@link StockView.CorporateActionsView}.
     *
     * @param after how many to skip
     */
    record GetCorporateActions(
            long after, int limit, @Nullable LocalDate asOf, ActorRef<StockView> replyTo) implements Read {}

    /**
     * A page of the quality report: questions by number, then findings by time; answers {@link StockView.QualityView}.
     *
     * @param after where the page before ended, as it said; 0 for the first page
     */
    record GetQuality(
            QualityPart part,
            long after,
            int limit,
            @Nullable LocalDate asOf,
            ActorRef<StockView> replyTo) implements Read {}

    /** For which dates this instrument holds an identifier; asked by a listing before it gives one away. */
    record FindHeldSpans(Identifier identifier, ActorRef<StockView> replyTo) implements Read {}

    /** Most bars in one command, so that no message passes 128 KiB. */
    int MAX_BARS = 500;

    /** Most questions that one command settles. */
    int MAX_QUESTIONS = 1_000;

    /** Most closes in one answer, so that no message passes 128 KiB: thirty years of trading days. */
    int MAX_CLOSES = 7_500;

    /** Most runs of adjusted closes in one command: a century of quarterly dividends. */
    int MAX_RUNS = 500;

    /** Most corporate actions in one command. */
    int MAX_ACTIONS = 200;

    /**
     * Which part of a series to answer.
     *
     * @param timeframe recorded or computed
     * @param adjustment what prices are adjusted for
     * @param from first bar time in epoch seconds, included
     * @param to last bar time in epoch seconds, included
     * @param asOf last business date whose bars and actions count; null for all
     * @param limit most bars in the page, 1 to 1,000
     * @param hours which minutes make intraday bars
     */
    record Window(
            Timeframe timeframe,
            Adjustment adjustment,
            long from,
            long to,
            @Nullable LocalDate asOf,
            int limit,
            TradingHours hours) {
        /** A part of a series whose intraday bars are made of all that is recorded. */
        public Window(
                Timeframe timeframe, Adjustment adjustment, long from, long to, @Nullable LocalDate asOf, int limit) {
            this(timeframe, adjustment, from, to, asOf, limit, TradingHours.usualFor(timeframe));
        }
    }

    /**
     * Which closes to answer: those of days, recorded or made of minutes.
     *
     * @param adjustment what closes are adjusted for
     * @param from first date, in days since 1970-01-01, included
     * @param to last date, in days since 1970-01-01, included
     * @param before how many closes before {@code from} to answer too, where there are as many
     * @param asOf last business date whose bars and actions count; null for all
     */
    record Span(
            Adjustment adjustment,
            int from,
            int to,
            int before,
            @Nullable LocalDate asOf) {}
}
