package counterfoil.node.stock;

import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.QuestionFilter;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about judgements on questioned bars: all that a command names, or none. */
final class QuestionsDecision {
    private static final StockOutcome NOTHING = new StockOutcome.QuestionsJudged(List.of(), List.of(), List.of());

    private final StockState state;
    private final StockSettings settings;
    private final Cause cause;
    private final Instrument instrument;

    QuestionsDecision(StockState state, StockSettings settings, Cause cause, Instrument instrument) {
        this.state = state;
        this.settings = settings;
        this.cause = cause;
        this.instrument = instrument;
    }

    Decision judge(StockCommand.JudgeQuestion command) {
        List<Long> asked = List.of(command.question());
        List<Long> none = List.of();
        List<Long> accept = command.accept() ? asked : none;
        List<Long> reject = command.accept() ? none : asked;
        return judge(accept, reject, new StockOutcome.QuestionsJudged(accept, reject, none));
    }

    Decision judge(StockCommand.JudgeQuestions command) {
        return judge(command.accept(), command.reject(), NOTHING);
    }

    Decision judge(StockCommand.JudgeMatching command) {
        List<Long> matching = new ArrayList<>();
        for (KeptQuestion question : state.questions()) {
            if (question.settlement() == Settlement.OPEN && matches(command.filter(), question)) {
                matching.add(question.question().question());
            }
        }
        return command.accept() ? judge(matching, List.of(), NOTHING) : judge(List.of(), matching, NOTHING);
    }

    private Decision judge(List<Long> accept, List<Long> reject, StockOutcome ifSettled) {
        int asked = accept.size() + reject.size();
        if (asked > StockCommand.MAX_QUESTIONS) {
            return new Decision.Refuse(
                    new Refusal.LimitReached("questions-at-once", StockCommand.MAX_QUESTIONS, asked));
        }
        List<Long> accepted = new ArrayList<>();
        List<Long> rejected = new ArrayList<>();
        Refusal refusal = collect(accept, Settlement.ACCEPTED, accepted);
        refusal = refusal != null ? refusal : collect(reject, Settlement.REJECTED, rejected);
        refusal = refusal != null ? refusal : overLimit(accepted);
        if (refusal != null) {
            return new Decision.Refuse(refusal);
        }
        List<StockEvent> events = new ArrayList<>();
        if (!accepted.isEmpty()) {
            events.add(new StockEvent.QuestionsAccepted(accepted, cause));
        }
        if (!rejected.isEmpty()) {
            events.add(new StockEvent.QuestionsRejected(rejected, cause));
        }
        return events.isEmpty()
                ? new Decision.Acknowledge(ifSettled)
                : new StockDecision(state, settings, cause)
                        .reconsidering(instrument, events, explanation(accepted.isEmpty(), rejected.isEmpty()));
    }

    private static String explanation(boolean noneAccepted, boolean noneRejected) {
        if (noneRejected) {
            return "its neighbour was accepted";
        }
        return noneAccepted ? "its neighbour was rejected" : "its neighbours were settled";
    }

    /** Adds the open ones among the questions; passes over those that are settled so already. */
    private @Nullable Refusal collect(List<Long> asked, Settlement wanted, List<Long> open) {
        for (long number : asked) {
            if (number < 1 || number > state.questions().size()) {
                return new Refusal.UnknownQuestion(number);
            }
            Settlement settlement = state.questions().get((int) number - 1).settlement();
            if (settlement == Settlement.OPEN) {
                open.add(number);
            } else if (settlement != wanted) {
                return new Refusal.QuestionSettled(number, settlement.name().toLowerCase(Locale.ROOT));
            }
        }
        return null;
    }

    /** Only bars at times at which nothing stands make a series longer. */
    private @Nullable Refusal overLimit(List<Long> accepted) {
        for (Timeframe timeframe : List.of(Timeframe.D1, Timeframe.M1)) {
            Set<Long> fresh = new HashSet<>();
            for (long number : accepted) {
                KeptQuestion question = state.questions().get((int) number - 1);
                long time = question.bar().time();
                if (question.timeframe() == timeframe && state.series(timeframe).at(time) == null) {
                    fresh.add(time);
                }
            }
            long bars = (long) state.series(timeframe).size() + fresh.size();
            if (!fresh.isEmpty() && bars > settings.maxBars()) {
                return new Refusal.LimitReached("bars-per-timeframe", settings.maxBars(), bars);
            }
        }
        return null;
    }

    private boolean matches(QuestionFilter filter, KeptQuestion question) {
        LocalDate date = StockReads.dateOf(state, question);
        return (filter.rule() == null || filter.rule() == question.question().rule())
                && (filter.timeframe() == null || filter.timeframe() == question.timeframe())
                && (filter.from() == null || !date.isBefore(filter.from()))
                && (filter.to() == null || !date.isAfter(filter.to()))
                && (filter.source() == null || filter.source().equals(question.source()))
                && (filter.importId() == null || filter.importId().equals(question.importId()));
    }
}
