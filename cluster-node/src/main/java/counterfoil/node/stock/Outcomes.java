package counterfoil.node.stock;

import counterfoil.domain.series.Series;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockOutcome.ActionsTaken;
import counterfoil.protocol.stock.StockOutcome.BarsTaken;
import counterfoil.protocol.stock.StockOutcome.ImportTakenBack;
import counterfoil.protocol.stock.StockOutcome.InstrumentKept;
import counterfoil.protocol.stock.StockOutcome.QuestionsJudged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a command did, from the events that it led to, one after another. */
final class Outcomes {
    private Outcomes() {}

    /** What the event's command did, up to and with this event. */
    static StockOutcome after(StockState before, StockState after, StockEvent event) {
        Recent.Kept kept = before.recent().find(event.cause().commandId());
        StockOutcome soFar = kept == null ? null : kept.outcome();
        return switch (event) {
            case StockEvent.InstrumentListed listed ->
                new InstrumentKept(listed.instrumentId(), listed.instrument(), null, true);
            // A new symbol moves the ticker on its way; it stays a corporate action.
            case StockEvent.InstrumentChanged changed -> soFar == null ? kept(after) : soFar;
            case StockEvent.InstrumentDelisted delisted -> kept(after);
            case StockEvent.BarsRecorded recorded ->
                taken(
                        soFar,
                        recorded.timeframe(),
                        recorded.origin(),
                        recorded.bars().size(),
                        0,
                        List.of());
            case StockEvent.BarsCorrected corrected ->
                taken(
                        soFar,
                        corrected.timeframe(),
                        corrected.origin(),
                        0,
                        corrected.bars().size(),
                        List.of());
            case StockEvent.BarsQuestioned questioned ->
                taken(soFar, questioned.timeframe(), questioned.origin(), 0, 0, questioned.questions());
            case StockEvent.QuestionsAccepted accepted -> judged(soFar, accepted.questions(), List.of(), List.of());
            // An import that restates a questioned bar rejects the question on its way; it stays an import.
            case StockEvent.QuestionsRejected rejected -> judged(soFar, List.of(), rejected.questions(), List.of());
            case StockEvent.QuestionsExplained explained -> explained(soFar, explained.questions());
            case StockEvent.CorporateActionsRecorded recorded -> taken(soFar, recorded);
            case StockEvent.AdjustmentsStated stated ->
                new StockOutcome.AdjustmentsKept(
                        stated.origin().importId(), stated.runs().size());
            case StockEvent.ImportWithdrawn withdrawn -> takenBack(before, withdrawn.importId());
        };
    }

    private static StockOutcome kept(StockState state) {
        if (state.instrument() == null) {
            throw new IllegalStateException("an instrument changed that nobody listed");
        }
        return new InstrumentKept(state.instrumentId(), state.instrument(), state.delistedOn(), false);
    }

    private static StockOutcome taken(
            @Nullable StockOutcome soFar,
            Timeframe timeframe,
            ImportOrigin origin,
            int recorded,
            int corrected,
            List<Question> questioned) {
        int allRecorded = recorded;
        int allCorrected = corrected;
        List<Question> allQuestioned = new ArrayList<>(questioned);
        if (soFar instanceof BarsTaken earlier) {
            allRecorded += earlier.recorded();
            allCorrected += earlier.corrected();
            allQuestioned.addAll(0, earlier.questioned());
        }
        int unchanged = origin.rows() - allRecorded - allCorrected - allQuestioned.size();
        return new BarsTaken(
                origin.importId(),
                timeframe,
                origin.rows(),
                allRecorded,
                unchanged,
                allCorrected,
                List.copyOf(allQuestioned));
    }

    private static StockOutcome taken(@Nullable StockOutcome soFar, StockEvent.CorporateActionsRecorded event) {
        int recorded = event.actions().size() + (soFar instanceof ActionsTaken earlier ? earlier.recorded() : 0);
        int rows = event.origin().rows();
        return new ActionsTaken(event.origin().importId(), rows, recorded, rows - recorded, 0);
    }

    private static StockOutcome explained(@Nullable StockOutcome soFar, List<Long> questions) {
        return soFar instanceof ActionsTaken taken
                ? new ActionsTaken(
                        taken.importId(),
                        taken.received(),
                        taken.recorded(),
                        taken.unchanged(),
                        taken.explained() + questions.size())
                : judged(soFar, List.of(), List.of(), questions);
    }

    private static StockOutcome judged(
            @Nullable StockOutcome soFar, List<Long> accepted, List<Long> rejected, List<Long> explained) {
        return switch (soFar) {
            case null -> new QuestionsJudged(accepted, rejected, explained);
            case QuestionsJudged judged ->
                new QuestionsJudged(
                        joined(judged.accepted(), accepted),
                        joined(judged.rejected(), rejected),
                        joined(judged.explained(), explained));
            default -> soFar;
        };
    }

    private static List<Long> joined(List<Long> one, List<Long> other) {
        List<Long> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static StockOutcome takenBack(StockState before, String importId) {
        int origin = before.imports().indexOf(importId);
        int bars = statedBy(before.days(), origin) + statedBy(before.minutes(), origin);
        int questions = (int) before.questions().stream()
                .filter(question -> question.importId().equals(importId))
                .count();
        int actions = (int) before.actions().stream()
                .filter(kept -> kept.importId().equals(importId))
                .count();
        return new ImportTakenBack(importId, bars, questions, actions);
    }

    private static int statedBy(Series series, int origin) {
        int bars = 0;
        for (int i = 0; i < series.size(); i++) {
            bars += series.origin(i) == origin ? 1 : 0;
        }
        return bars;
    }
}
