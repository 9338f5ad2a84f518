package counterfoil.domain.quality;

import counterfoil.domain.series.Actions;
import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.CorporateAction;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recorded actions that the daily bars do not show on their ex-date: the prices before it are adjusted already, and would
 * be adjusted twice. Said only of an action that is large beside what the price usually moves, and only when the day is
 * explained far better without it.
 */
final class ActionCheck {
    /** Without the action the move must be this many times smaller than with it. */
    private static final double DECISIVELY = 3;

    private static final int NEIGHBOUR_DAYS = 10;

    private final QualityFacts facts;
    private final QualityBounds bounds;
    private final Series days;

    ActionCheck(QualityFacts facts, QualityBounds bounds) {
        this.facts = facts;
        this.bounds = bounds;
        this.days = facts.days();
    }

    List<QualityFinding> findings() {
        List<QualityFinding> findings = new ArrayList<>();
        for (CorporateAction action : facts.actions()) {
            int i = days.indexAtOrAfter(Timeframe.timeOf(action.exDate()));
            if (i > 0 && i < facts.dayEnd() && !facts.isAccepted(Timeframe.D1, days.time(i)) && isMissed(action, i)) {
                findings.add(finding(action, i));
            }
        }
        return findings;
    }

    private boolean isMissed(CorporateAction action, int i) {
        LocalDate before = Timeframe.dateOf(days.time(i - 1));
        LocalDate after = Timeframe.dateOf(days.time(i));
        if (before.plusDays(NEIGHBOUR_DAYS).isBefore(after)) {
            return false;
        }
        double with = Actions.carryOver(days.close(i - 1), before, after, facts.actions(), facts.currency());
        List<CorporateAction> others =
                facts.actions().stream().filter(other -> !other.equals(action)).toList();
        double without = Actions.carryOver(days.close(i - 1), before, after, others, facts.currency());
        if (!(with > 0) || !(without > 0)) {
            return false;
        }
        double moveWith = Math.abs(Math.log(days.close(i) / with));
        double moveWithout = Math.abs(Math.log(days.close(i) / without));
        double usual = Moves.deviation(days, i, facts.dayEnd());
        double least = Math.log1p(bounds.leastEffect());
        return moveWith >= (Double.isNaN(usual) ? least : Math.max(least, bounds.leastDeviations() * usual))
                && moveWithout * DECISIVELY <= moveWith;
    }

    private QualityFinding finding(CorporateAction action, int i) {
        Bar bar = days.bar(i);
        Bar before = days.bar(i - 1);
        double expected = Actions.carryOver(
                before.close(),
                Timeframe.dateOf(before.time()),
                Timeframe.dateOf(bar.time()),
                facts.actions(),
                facts.currency());
        String detail = String.format(
                Locale.ROOT,
                "close %s after %s on %s, where %s lets expect %.4f",
                bar.close(),
                before.close(),
                Timeframe.D1.format(before.time()),
                action.actionId(),
                expected);
        Rule rule =
                action instanceof CorporateAction.ShareChange ? Rule.SPLIT_NOT_IN_PRICES : Rule.DIVIDEND_NOT_IN_PRICES;
        return new QualityFinding(rule, Timeframe.D1, bar.time(), bar.time(), 1, detail);
    }
}
