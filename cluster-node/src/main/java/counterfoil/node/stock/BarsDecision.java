package counterfoil.node.stock;

import counterfoil.domain.quality.Levels;
import counterfoil.domain.series.Plausibility;
import counterfoil.domain.series.Plausibility.Finding;
import counterfoil.domain.series.Series;
import counterfoil.domain.series.Version;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand.RecordBars;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a batch of bars into new, known, corrected and questioned ones, oldest first.
 *
 * <ul>
 *   <li>Known: the same values stand already, or the same bar was questioned and is not settled in its favour.
 *   <li>Corrected: the source that stands says otherwise, and the new bar is plausible.
 *   <li>Questioned: the bar breaks a rule, or another source said otherwise before.
 *   <li>New: everything else.
 * </ul>
 */
final class BarsDecision {
    /** Most bars of one event, so that no event passes 64 KiB even where every value has 17 digits. */
    private static final int RECORDED_PER_EVENT = 400;

    private static final int CORRECTED_PER_EVENT = 200;
    private static final int QUESTIONED_PER_EVENT = 150;

    private final StockState state;
    private final StockSettings settings;
    private final RecordBars command;
    private final Cause cause;
    private final Series series;
    private final Plausibility rules;
    private final Neighbours neighbours;
    private final Map<Long, List<KeptQuestion>> asked = new HashMap<>();

    private final List<Bar> recorded = new ArrayList<>();
    private final List<Bar> corrected = new ArrayList<>();
    private final List<Bar> replaced = new ArrayList<>();
    private final List<Bar> questioned = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<Long> restated = new ArrayList<>();
    private int unchanged;

    private BarsDecision(
            StockState state, StockSettings settings, RecordBars command, Cause cause, Plausibility rules) {
        this.state = state;
        this.settings = settings;
        this.command = command;
        this.cause = cause;
        this.series = state.series(command.timeframe());
        this.rules = rules;
        this.neighbours = new Neighbours(state, rules);
        for (KeptQuestion question : state.questions()) {
            if (question.timeframe() == command.timeframe()
                    && question.source().equals(command.origin().source())) {
                asked.computeIfAbsent(question.bar().time(), time -> new ArrayList<>())
                        .add(question);
            }
        }
    }

    static Decision decide(
            StockState state, StockSettings settings, RecordBars command, Cause cause, Plausibility rules) {
        return new BarsDecision(state, settings, command, cause, rules).decide();
    }

    private Decision decide() {
        Bars bars = command.bars();
        Bar before = bars.size() == 0 ? null : neighbours.standingBefore(bars.time(0));
        Map<Integer, Finding> wrongLevels = Levels.judge(bars, before, rules);
        for (int i = 0; i < bars.size(); i++) {
            long next = i + 1 < bars.size() ? bars.time(i + 1) : Long.MAX_VALUE;
            sort(bars.get(i), wrongLevels.get(i), next);
        }
        return concluded();
    }

    /** Puts a bar where it belongs. */
    private void sort(Bar bar, @Nullable Finding wrongLevel, long nextTime) {
        Version standing = series.at(bar.time());
        if (standing != null && standing.bar().hasSameValues(bar)) {
            unchanged++;
        } else if (isAsked(bar)) {
            unchanged++;
        } else {
            Optional<Finding> finding = standing != null
                            && !sourceOf(standing).equals(command.origin().source())
                    ? Optional.of(differing(standing, bar))
                    : judge(bar, wrongLevel, nextTime);
            finding.ifPresentOrElse(broken -> question(bar, broken), () -> take(bar, standing));
        }
    }

    private Optional<Finding> judge(Bar bar, @Nullable Finding wrongLevel, long nextTime) {
        return rules.judgeAlone(bar)
                .or(() -> judgeSession(bar))
                .or(() -> Optional.ofNullable(wrongLevel))
                .or(() -> neighbours.judgeJump(bar, nextTime));
    }

    /** A day on which the market was closed. Minutes are left to the report: other venues trade at other hours. */
    private Optional<Finding> judgeSession(Bar bar) {
        TradingCalendar calendar = settings.calendars().of(state.market()).orElse(null);
        if (calendar == null || !command.timeframe().isDated()) {
            return Optional.empty();
        }
        LocalDate date = Timeframe.dateOf(bar.time());
        if (!(calendar.day(date) instanceof CalendarDay.Closed closed)) {
            return Optional.empty();
        }
        String why = closed.holiday() == null ? date.getDayOfWeek().toString() : closed.holiday();
        return Optional.of(
                new Finding(Rule.NOT_A_SESSION, state.market() + " was closed on " + date + " (" + why + ")"));
    }

    private void take(Bar bar, @Nullable Version standing) {
        neighbours.addTaken(bar);
        if (standing == null) {
            recorded.add(bar);
        } else {
            corrected.add(bar);
            replaced.add(standing.bar());
        }
        for (KeptQuestion question : asked.getOrDefault(bar.time(), List.of())) {
            if (question.settlement() == Settlement.OPEN) {
                restated.add(question.question().question());
            }
        }
    }

    private boolean isAsked(Bar bar) {
        for (KeptQuestion question : asked.getOrDefault(bar.time(), List.of())) {
            boolean unsettled =
                    question.settlement() == Settlement.OPEN || question.settlement() == Settlement.REJECTED;
            if (unsettled && question.bar().hasSameValues(bar)) {
                return true;
            }
        }
        return false;
    }

    private String sourceOf(Version version) {
        return state.imports().get(version.origin()).source();
    }

    private Finding differing(Version standing, Bar bar) {
        return new Finding(
                Rule.SOURCES_DIFFER,
                sourceOf(standing) + " states " + values(standing.bar()) + "; "
                        + command.origin().source() + " states " + values(bar));
    }

    private static String values(Bar bar) {
        return bar.open() + "/" + bar.high() + "/" + bar.low() + "/" + bar.close() + " volume " + bar.volume();
    }

    private void question(Bar bar, Finding finding) {
        long number = state.questions().size() + questions.size() + 1L;
        questioned.add(bar);
        neighbours.addQuestioned(bar, finding.rule());
        questions.add(new Question(number, bar.time(), finding.rule(), finding.evidence()));
    }

    private Decision concluded() {
        Refusal refusal = overLimit();
        if (refusal != null) {
            return new Decision.Refuse(refusal);
        }
        List<StockEvent> events = events();
        if (!events.isEmpty()) {
            return new Decision.Persist(events);
        }
        return new Decision.Acknowledge(new StockOutcome.BarsTaken(
                command.origin().importId(), command.timeframe(), command.bars().size(), 0, unchanged, 0, List.of()));
    }

    private @Nullable Refusal overLimit() {
        long bars = (long) series.size() + recorded.size();
        if (bars > settings.maxBars()) {
            return new Refusal.LimitReached("bars-per-timeframe", settings.maxBars(), bars);
        }
        int asks = state.questions().size() + questions.size();
        if (asks > settings.maxQuestions()) {
            return new Refusal.LimitReached("questions-per-stock", settings.maxQuestions(), asks);
        }
        boolean isNew = state.imports().indexOf(command.origin().importId()) < 0;
        if (isNew && state.imports().size() >= settings.maxImports()) {
            return new Refusal.LimitReached(
                    "imports-per-stock", settings.maxImports(), state.imports().size() + 1L);
        }
        return null;
    }

    private List<StockEvent> events() {
        Timeframe timeframe = command.timeframe();
        ImportOrigin origin = command.origin();
        List<StockEvent> events = new ArrayList<>();
        for (int from = 0; from < recorded.size(); from += RECORDED_PER_EVENT) {
            events.add(new StockEvent.BarsRecorded(timeframe, origin, part(recorded, from, RECORDED_PER_EVENT), cause));
        }
        for (int from = 0; from < corrected.size(); from += CORRECTED_PER_EVENT) {
            Bars now = part(corrected, from, CORRECTED_PER_EVENT);
            Bars previous = part(replaced, from, CORRECTED_PER_EVENT);
            events.add(new StockEvent.BarsCorrected(timeframe, origin, now, previous, cause));
        }
        for (int from = 0; from < questioned.size(); from += QUESTIONED_PER_EVENT) {
            int to = Math.min(from + QUESTIONED_PER_EVENT, questioned.size());
            Bars bars = part(questioned, from, QUESTIONED_PER_EVENT);
            events.add(new StockEvent.BarsQuestioned(
                    timeframe, origin, bars, List.copyOf(questions.subList(from, to)), cause));
        }
        if (!restated.isEmpty()) {
            events.add(new StockEvent.QuestionsRejected(restated, cause));
        }
        return events;
    }

    private static Bars part(List<Bar> bars, int from, int most) {
        return Bars.of(bars.subList(from, Math.min(from + most, bars.size())));
    }
}
