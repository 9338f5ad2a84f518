package counterfoil.domain.quality;

import counterfoil.domain.series.DayCheck;
import counterfoil.domain.series.DayDifference;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Recorded days that say otherwise than the minutes of their regular trading: one finding per date. */
final class MinutesCheck {
    private final QualityFacts facts;

    MinutesCheck(QualityFacts facts) {
        this.facts = facts;
    }

    List<QualityFinding> findings() {
        TradingCalendar calendar = facts.calendar();
        if (calendar == null) {
            return List.of();
        }
        TreeMap<LocalDate, List<DayDifference>> byDate =
                DayCheck.of(facts.days(), facts.dayEnd(), facts.minutes(), facts.minuteEnd(), calendar).stream()
                        .filter(one -> !facts.isAccepted(Timeframe.D1, Timeframe.timeOf(one.date())))
                        .collect(Collectors.groupingBy(DayDifference::date, TreeMap::new, Collectors.toList()));
        return byDate.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static QualityFinding finding(LocalDate date, List<DayDifference> differences) {
        String detail = differences.stream().map(DayDifference::evidence).collect(Collectors.joining("; "));
        long time = Timeframe.timeOf(date);
        return new QualityFinding(Rule.DAY_DIFFERS_FROM_MINUTES, Timeframe.D1, time, time, 1, detail);
    }
}
