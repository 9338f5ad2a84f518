package counterfoil.domain.quality;

import counterfoil.domain.series.DayCheck;
import counterfoil.domain.series.DayDifference;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.util.List;

/** Recorded days that differ from what the minutes of their regular trading add up to. */
final class MinuteCheck {
    private final QualityFacts facts;

    MinuteCheck(QualityFacts facts) {
        this.facts = facts;
    }

    List<QualityFinding> findings() {
        if (facts.calendar() == null || facts.dayEnd() == 0 || facts.minuteEnd() == 0) {
            return List.of();
        }
        long last = facts.days().time(facts.dayEnd() - 1);
        return DayCheck.of(facts.days(), facts.minutes(), facts.calendar()).stream()
                .filter(difference -> timeOf(difference) <= last)
                .filter(difference -> !facts.isAccepted(Timeframe.D1, timeOf(difference)))
                .map(difference -> new QualityFinding(
                        Rule.DAY_DIFFERS_FROM_MINUTES,
                        Timeframe.D1,
                        timeOf(difference),
                        timeOf(difference),
                        1,
                        difference.evidence()))
                .toList();
    }

    private static long timeOf(DayDifference difference) {
        return Timeframe.timeOf(difference.date());
    }
}
