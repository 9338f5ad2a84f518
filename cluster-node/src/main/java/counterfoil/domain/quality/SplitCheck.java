package counterfoil.domain.quality;

import counterfoil.domain.series.Actions;
import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Days that look like a small split that nobody recorded; a large one is a jump and questioned when its bar arrives. The
 * price opens and closes at the ratio, stays there, and is not traded more than usual: a crash of that size is.
 */
final class SplitCheck {
    private static final int[][] RATIOS = {{3, 2}, {4, 3}, {5, 4}, {2, 3}, {3, 4}, {4, 5}};
    private static final double OPEN_TOLERANCE = 0.03;
    private static final double CLOSE_TOLERANCE = 0.05;

    private final QualityFacts facts;
    private final QualityBounds bounds;
    private final Series days;

    SplitCheck(QualityFacts facts, QualityBounds bounds) {
        this.facts = facts;
        this.bounds = bounds;
        this.days = facts.days();
    }

    List<QualityFinding> findings() {
        List<QualityFinding> findings = new ArrayList<>();
        for (int i = 1; i + 1 < facts.dayEnd(); i++) {
            double ratio = days.close(i) / days.close(i - 1);
            boolean isLarge = ratio < 0.85 || ratio > 1.18;
            if (isLarge && !facts.isAccepted(Timeframe.D1, days.time(i))) {
                addIfSplit(i, findings);
            }
        }
        return findings;
    }

    private void addIfSplit(int i, List<QualityFinding> findings) {
        Bar before = days.bar(i - 1);
        Bar bar = days.bar(i);
        LocalDate from = Timeframe.dateOf(before.time());
        LocalDate to = Timeframe.dateOf(bar.time());
        double expected = Actions.carryOver(before.close(), from, to, facts.actions(), facts.currency());
        if (expected != before.close() || from.plusDays(10).isBefore(to)) {
            return;
        }
        double usual = Moves.deviation(days, i, facts.dayEnd());
        double volume = Moves.volumeBefore(days, i);
        for (int[] rates : RATIOS) {
            double ratio = (double) rates[0] / rates[1];
            boolean isAtRatio = isNear(bar.open() * ratio, before.close(), OPEN_TOLERANCE)
                    && isNear(bar.close() * ratio, before.close(), CLOSE_TOLERANCE)
                    && isNear(days.close(i + 1) * ratio, before.close(), 2 * CLOSE_TOLERANCE);
            boolean isUnusual = Math.abs(Math.log(ratio)) >= bounds.leastDeviations() * usual;
            boolean isCalm = volume > 0 && bar.volume() <= bounds.crashVolume() * volume * ratio;
            if (isAtRatio && isUnusual && isCalm) {
                findings.add(new QualityFinding(
                        Rule.SPLIT_NOT_RECORDED,
                        Timeframe.D1,
                        bar.time(),
                        bar.time(),
                        1,
                        String.format(
                                Locale.ROOT,
                                "open %s and close %s after %s on %s, as %d for %d would make it;"
                                        + " volume %.0f, before %.0f",
                                bar.open(),
                                bar.close(),
                                before.close(),
                                Timeframe.D1.format(before.time()),
                                rates[0],
                                rates[1],
                                bar.volume(),
                                volume)));
                return;
            }
        }
    }

    private static boolean isNear(double value, double other, double tolerance) {
        return Math.abs(Math.log(value / other)) <= tolerance;
    }
}
