package counterfoil.node.stock;

import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stock after all its events. Applying an event is total: it reads no clock, refuses nothing and never throws on what
 * {@link StockDecision} made.
 *
 * @param sequence how many events were applied
 * @param instrumentId its identity; empty before it was listed
 * @param instrument what it is; null before it was listed
 * @param delistedOn first date without trading; null while it trades
 * @param days daily bars that stand
 * @param minutes minute bars that stand
 * @param imports where facts came from
 * @param stated what sources say of their own adjusted closes, oldest statement first
 * @param actions corporate actions by ex-date, oldest first
 * @param questions all questions; number n is at index n − 1
 * @param recent what recent commands did
 * @param lastRecordedAt when the last event was recorded
 */
record StockState(
        long sequence,
        String instrumentId,
        @Nullable Instrument instrument,
        @Nullable LocalDate delistedOn,
        Series days,
        Series minutes,
        Imports imports,
        List<Stated> stated,
        List<KeptAction> actions,
        List<KeptQuestion> questions,
        Recent recent,
        Instant lastRecordedAt) {
    static final StockState EMPTY = new StockState(
            0,
            "",
            null,
            null,
            Series.EMPTY,
            Series.EMPTY,
            Imports.NONE,
            List.of(),
            List.of(),
            List.of(),
            Recent.NONE,
            Instant.MIN);

    StockState apply(StockEvent event) {
        StockState next = switch (event) {
            case StockEvent.InstrumentListed listed -> withInstrument(listed.instrumentId(), listed.instrument(), null);
            case StockEvent.InstrumentChanged changed -> withInstrument(instrumentId, changed(changed), delistedOn);
            case StockEvent.InstrumentDelisted delisted ->
                withInstrument(instrumentId, tickersEnded(delisted.on()), delisted.on());
            case StockEvent.BarsRecorded recorded -> applyRecorded(recorded);
            case StockEvent.BarsCorrected corrected -> applyCorrected(corrected);
            case StockEvent.BarsQuestioned questioned -> applyQuestioned(questioned);
            case StockEvent.QuestionsAccepted accepted ->
                settle(
                        accepted.questions(),
                        Settlement.ACCEPTED,
                        null,
                        accepted.cause().reason());
            case StockEvent.QuestionsRejected rejected ->
                settle(
                        rejected.questions(),
                        Settlement.REJECTED,
                        null,
                        rejected.cause().reason());
            case StockEvent.QuestionsExplained explained ->
                settle(explained.questions(), Settlement.EXPLAINED, explained.explanation(), null);
            case StockEvent.CorporateActionsRecorded recorded -> applyActions(recorded);
            case StockEvent.AdjustmentsStated now -> applyStated(now);
            case StockEvent.ImportWithdrawn withdrawn -> applyWithdrawn(withdrawn.importId());
        };
        return next.remembering(this, event);
    }

    /** Keeps what the command did so far, and moves on to the next sequence number. */
    private StockState remembering(StockState before, StockEvent event) {
        var cause = event.cause();
        var kept = new Recent.Kept(cause.bodyHash(), Outcomes.after(before, this, event), cause.recordedAt());
        return new StockState(
                sequence + 1,
                instrumentId,
                instrument,
                delistedOn,
                days,
                minutes,
                imports,
                stated,
                actions,
                questions,
                recent.with(cause.commandId(), kept),
                cause.recordedAt());
    }

    /** The bars of a recorded timeframe that stand. */
    Series series(Timeframe timeframe) {
        return timeframe.isDated() ? days : minutes;
    }

    /** The corporate actions alone, oldest first. */
    List<CorporateAction> corporateActions() {
        return actions.stream().map(KeptAction::action).toList();
    }

    /** The zone in which this stock's instants become trading dates: that of its market. */
    ZoneId zone() {
        return market().zone();
    }

    /** The market of its first ticker; without one it is off exchange. */
    Mic market() {
        return identifiers().stream()
                .map(IdentifierSpan::identifier)
                .filter(identifier -> identifier.scheme() == Identifier.Scheme.TICKER)
                .findFirst()
                .map(Identifier::mic)
                .orElse(Mic.OFF_EXCHANGE);
    }

    List<IdentifierSpan> identifiers() {
        return instrument == null ? List.of() : instrument.identifiers();
    }

    private Instrument changed(StockEvent.InstrumentChanged change) {
        Instrument old = listed();
        return new Instrument(
                change.name() == null ? old.name() : change.name(),
                old.currency(),
                old.type(),
                change.sector() == null ? old.sector() : change.sector(),
                change.identifiers() == null ? old.identifiers() : change.identifiers());
    }

    private Instrument tickersEnded(LocalDate on) {
        Instrument old = listed();
        return new Instrument(old.name(), old.currency(), old.type(), old.sector(), endTickers(old.identifiers(), on));
    }

    /** The identifiers after a delisting: tickers end on its date, the other names stay. */
    static List<IdentifierSpan> endTickers(List<IdentifierSpan> identifiers, LocalDate on) {
        List<IdentifierSpan> kept = new ArrayList<>();
        for (IdentifierSpan span : identifiers) {
            boolean isTicker = span.identifier().scheme() == Identifier.Scheme.TICKER;
            Validity ended = isTicker ? span.validity().endingAt(on) : span.validity();
            // A ticker that would only have begun later never named this instrument.
            if (ended != null) {
                kept.add(new IdentifierSpan(span.identifier(), ended));
            }
        }
        return kept.isEmpty() ? identifiers : kept;
    }

    private Instrument listed() {
        if (instrument == null) {
            throw new IllegalStateException("an event of a stock that nobody listed, at " + sequence);
        }
        return instrument;
    }

    private StockState applyRecorded(StockEvent.BarsRecorded event) {
        StockState known = knowing(event.origin());
        int origin = known.imports.indexOf(event.origin().importId());
        Series series = series(event.timeframe()).record(event.bars(), origin);
        return known.withSeries(event.timeframe(), series);
    }

    private StockState applyCorrected(StockEvent.BarsCorrected event) {
        StockState known = knowing(event.origin());
        int origin = known.imports.indexOf(event.origin().importId());
        return known.withSeries(event.timeframe(), series(event.timeframe()).correct(event.bars(), origin));
    }

    private StockState applyQuestioned(StockEvent.BarsQuestioned event) {
        List<KeptQuestion> all = new ArrayList<>(questions);
        ImportOrigin origin = event.origin();
        for (int i = 0; i < event.bars().size(); i++) {
            all.add(new KeptQuestion(
                    event.questions().get(i),
                    event.timeframe(),
                    event.bars().get(i),
                    origin.importId(),
                    origin.source(),
                    Settlement.OPEN,
                    null,
                    null));
        }
        return knowing(origin).withQuestions(all);
    }

    private StockState settle(
            List<Long> numbers, Settlement how, @Nullable String explanation, @Nullable Enciphered reason) {
        List<KeptQuestion> all = new ArrayList<>(questions);
        StockState result = this;
        for (long number : numbers) {
            KeptQuestion question = all.get((int) number - 1);
            all.set((int) number - 1, settled(question, how, explanation, reason));
            if (how == Settlement.ACCEPTED || how == Settlement.EXPLAINED) {
                result = result.standing(question);
            }
        }
        return result.withQuestions(all);
    }

    static KeptQuestion settled(
            KeptQuestion question, Settlement how, @Nullable String explanation, @Nullable Enciphered reason) {
        return new KeptQuestion(
                question.question(),
                question.timeframe(),
                question.bar(),
                question.importId(),
                question.source(),
                how,
                explanation,
                reason);
    }

    /** Lets a questioned bar stand, in place of what stands at its time. */
    private StockState standing(KeptQuestion question) {
        Bar bar = question.bar();
        Series series = series(question.timeframe());
        int origin = imports.indexOf(question.importId());
        Bars one = Bars.of(List.of(bar));
        return withSeries(
                question.timeframe(),
                series.at(bar.time()) == null ? series.record(one, origin) : series.correct(one, origin));
    }

    private StockState applyActions(StockEvent.CorporateActionsRecorded event) {
        List<KeptAction> all = new ArrayList<>(actions);
        for (CorporateAction action : event.actions()) {
            all.add(new KeptAction(
                    action, event.origin().importId(), event.origin().source()));
        }
        all.sort(Comparator.comparing((KeptAction kept) -> kept.action().exDate())
                .thenComparing(kept -> kept.action().actionId()));
        return knowing(event.origin()).withActions(all);
    }

    private StockState applyStated(StockEvent.AdjustmentsStated event) {
        ImportOrigin origin = event.origin();
        List<Stated> all = new ArrayList<>(stated);
        all.add(new Stated(origin.importId(), origin.source(), event.runs()));
        return knowing(origin).withStated(all);
    }

    private StockState applyWithdrawn(String importId) {
        int origin = imports.indexOf(importId);
        List<KeptQuestion> left = new ArrayList<>(questions);
        left.replaceAll(question ->
                question.importId().equals(importId) ? settled(question, Settlement.WITHDRAWN, null, null) : question);
        return withSeries(Timeframe.D1, days.withdraw(origin))
                .withSeries(Timeframe.M1, minutes.withdraw(origin))
                .withQuestions(left)
                .withStated(stated.stream()
                        .filter(kept -> !kept.importId().equals(importId))
                        .toList())
                .withActions(actions.stream()
                        .filter(kept -> !kept.importId().equals(importId))
                        .toList());
    }

    private StockState withInstrument(String id, Instrument details, @Nullable LocalDate delisted) {
        return new StockState(
                sequence,
                id,
                details,
                delisted,
                days,
                minutes,
                imports,
                stated,
                actions,
                questions,
                recent,
                lastRecordedAt);
    }

    private StockState knowing(ImportOrigin origin) {
        return with(days, minutes, imports.with(origin.importId(), origin.source()), stated, actions, questions);
    }

    private StockState withSeries(Timeframe timeframe, Series series) {
        return timeframe.isDated()
                ? with(series, minutes, imports, stated, actions, questions)
                : with(days, series, imports, stated, actions, questions);
    }

    private StockState withActions(List<KeptAction> newActions) {
        return with(days, minutes, imports, stated, List.copyOf(newActions), questions);
    }

    private StockState withStated(List<Stated> newStated) {
        return with(days, minutes, imports, List.copyOf(newStated), actions, questions);
    }

    private StockState withQuestions(List<KeptQuestion> newQuestions) {
        return with(days, minutes, imports, stated, actions, List.copyOf(newQuestions));
    }

    private StockState with(
            Series newDays,
            Series newMinutes,
            Imports newImports,
            List<Stated> newStated,
            List<KeptAction> newActions,
            List<KeptQuestion> newQuestions) {
        return new StockState(
                sequence,
                instrumentId,
                instrument,
                delistedOn,
                newDays,
                newMinutes,
                newImports,
                newStated,
                newActions,
                newQuestions,
                recent,
                lastRecordedAt);
    }
}
