package counterfoil.node.stock;

import counterfoil.domain.quality.CalendarSessions;
import counterfoil.domain.quality.QualityBounds;
import counterfoil.domain.quality.QualityFacts;
import counterfoil.domain.quality.QualityReport;
import counterfoil.domain.quality.Sessions;
import counterfoil.domain.quality.StatedAdjustments;
import counterfoil.market.CorporateAction;
import counterfoil.market.Instrument;
import counterfoil.market.QualityFinding;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The quality report of a stock, page by page: questions by number, then findings by time. Findings are computed from what
 * is recorded and kept nowhere, so the report of a past state is that state's.
 */
final class QualityReading {
    /** Where the findings begin in the numbers of pages: behind every question there can be. */
    private static final long FINDINGS = 1_000_000_000_000L;

    private final StockState state;
    private final Instrument instrument;
    private final StockCommand.GetQuality get;
    private final Calendars calendars;
    private final MessageBudget budget = new MessageBudget();
    private final List<KeptQuestion> questions = new ArrayList<>();
    private final List<QualityFinding> findings = new ArrayList<>();
    private boolean complete = true;

    QualityReading(StockState state, Instrument instrument, StockCommand.GetQuality get, Calendars calendars) {
        this.state = state;
        this.instrument = instrument;
        this.get = get;
        this.calendars = calendars;
    }

    StockView view() {
        Long next = get.part() == QualityPart.FINDINGS || get.after() >= FINDINGS ? null : readQuestions();
        if (next == null && get.part() != QualityPart.QUESTIONS) {
            next = readFindings();
        }
        TreeSet<String> sources = new TreeSet<>();
        questions.forEach(question -> sources.add(question.source()));
        return new StockView.QualityView(
                state.instrumentId(),
                instrument,
                questions,
                findings,
                StockReads.openQuestions(state),
                complete,
                next,
                new Basis(get.asOf(), state.sequence(), List.copyOf(sources)));
    }

    private @Nullable Long readQuestions() {
        int size = state.questions().size();
        for (long number = Math.max(0, get.after()); number < size; number++) {
            KeptQuestion question = state.questions().get((int) number);
            boolean isAsked = get.part() != QualityPart.OPEN || question.settlement() == Settlement.OPEN;
            if (!isAsked || !isSeen(question)) {
                continue;
            }
            if (isFull() || !budget.takes(question)) {
                return number;
            }
            questions.add(question);
        }
        return null;
    }

    private @Nullable Long readFindings() {
        if (isFull()) {
            return FINDINGS;
        }
        QualityReport report = QualityReport.of(facts(), QualityBounds.STANDARD);
        complete = report.complete();
        int size = report.findings().size();
        for (int i = Math.clamp(get.after() - FINDINGS, 0, size); i < size; i++) {
            QualityFinding finding = report.findings().get(i);
            if (isFull() || !budget.takes(finding)) {
                return FINDINGS + i;
            }
            findings.add(finding);
        }
        return null;
    }

    private boolean isFull() {
        return questions.size() + findings.size() >= get.limit();
    }

    private boolean isSeen(KeptQuestion question) {
        LocalDate asOf = get.asOf();
        return asOf == null || !StockReads.dateOf(state, question).isAfter(asOf);
    }

    private QualityFacts facts() {
        LocalDate asOf = get.asOf();
        String currency = instrument.currency().code();
        StockSeries series = new StockSeries(state, currency, asOf, calendars);
        TradingCalendar calendar = calendars.of(state.market()).orElse(null);
        List<CorporateAction> actions = state.actions().stream()
                .map(KeptAction::action)
                .filter(action -> asOf == null || !action.exDate().isAfter(asOf))
                .toList();
        return new QualityFacts(
                state.days(),
                series.end(Timeframe.D1),
                state.minutes(),
                series.end(Timeframe.M1),
                actions,
                state.stated().stream()
                        .map(kept -> new StatedAdjustments(kept.source(), kept.runs()))
                        .toList(),
                currency,
                state.zone(),
                calendar == null ? Sessions.UNKNOWN : new CalendarSessions(calendar),
                calendar,
                times(Timeframe.D1, Settlement.ACCEPTED),
                times(Timeframe.M1, Settlement.ACCEPTED),
                times(Timeframe.D1, Settlement.OPEN));
    }

    private Set<Long> times(Timeframe timeframe, Settlement settlement) {
        Set<Long> times = new HashSet<>();
        for (KeptQuestion question : state.questions()) {
            if (question.timeframe() == timeframe && question.settlement() == settlement) {
                times.add(question.bar().time());
            }
        }
        return times;
    }
}
