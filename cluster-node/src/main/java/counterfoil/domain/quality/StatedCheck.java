package counterfoil.domain.quality;

import counterfoil.domain.series.Series;
import counterfoil.market.AdjustmentRun;
import counterfoil.market.CorporateAction;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a source's adjusted closes with the recorded distributions. Over an ex-date the source's factor must step by
 * {@code 1 − D / C}; a step of less than half of that, as logarithms, lacks the dividend, one of more than one and a half
 * holds it twice. The last statement of a source that speaks of both sides of the ex-date counts.
 *
 * <p>Dividends too small to tell from rounding to cents are passed over, and ex-dates that have a split too, since sources
 * differ in whether their closes are adjusted for splits already.
 */
final class StatedCheck {
    private static final double LEAST_EFFECT = 0.002;

    /** Three cents of the close: a run of one factor may vary by one cent. */
    private static final double ROUNDING = 0.03;

    private static final int NEIGHBOUR_DAYS = 10;

    private final QualityFacts facts;
    private final Series days;

    StatedCheck(QualityFacts facts) {
        this.facts = facts;
        this.days = facts.days();
    }

    List<QualityFinding> findings() {
        List<QualityFinding> findings = new ArrayList<>();
        if (facts.stated().isEmpty()) {
            return findings;
        }
        expectedSteps().forEach((exDate, expected) -> {
            Map<String, StatedAdjustments> newest = new LinkedHashMap<>();
            for (StatedAdjustments stated : facts.stated()) {
                if (step(stated.runs(), exDate) != null) {
                    newest.put(stated.source(), stated);
                }
            }
            newest.values().forEach(stated -> add(stated, exDate, expected, findings));
        });
        return findings;
    }

    /** The logarithms of the steps that distributions make, by ex-date. */
    private Map<LocalDate, Double> expectedSteps() {
        Map<LocalDate, Double> steps = new LinkedHashMap<>();
        for (CorporateAction action : facts.actions()) {
            if (action instanceof CorporateAction.Distribution given
                    && given.perShare().currency().code().equals(facts.currency())) {
                double close = closeBefore(action.exDate());
                double left = 1 - given.perShare().amount().doubleValue() / close;
                if (left > 0) {
                    steps.merge(action.exDate(), Math.log(left), Double::sum);
                }
            }
        }
        for (CorporateAction action : facts.actions()) {
            if (!(action instanceof CorporateAction.Distribution)) {
                steps.remove(action.exDate());
            }
        }
        steps.entrySet()
                .removeIf(step ->
                        Math.abs(step.getValue()) < Math.max(LEAST_EFFECT, ROUNDING / closeBefore(step.getKey())));
        return steps;
    }

    private double closeBefore(LocalDate exDate) {
        int i = Math.min(days.indexAtOrAfter(Timeframe.timeOf(exDate)), facts.dayEnd());
        return i == 0 ? Double.NaN : days.close(i - 1);
    }

    /** The run before an ex-date and the run after it; the same one where the factor does not step. */
    private record Step(AdjustmentRun before, AdjustmentRun after) {
        double log() {
            return Math.log(before.factor() / after.factor());
        }
    }

    private static @Nullable Step step(List<AdjustmentRun> runs, LocalDate exDate) {
        AdjustmentRun before = null;
        for (AdjustmentRun run : runs) {
            if (run.from().isBefore(exDate)) {
                before = run;
            }
            if (before != null && !run.to().isBefore(exDate)) {
                LocalDate last = before.to().isBefore(exDate) ? before.to() : exDate;
                LocalDate first = run.from().isBefore(exDate) ? exDate : run.from();
                return last.plusDays(NEIGHBOUR_DAYS).isBefore(first) ? null : new Step(before, run);
            }
        }
        return null;
    }

    private void add(StatedAdjustments stated, LocalDate exDate, double expected, List<QualityFinding> findings) {
        Step step = step(stated.runs(), exDate);
        if (step == null) {
            return;
        }
        double part = step.log() / expected;
        boolean isMissing = part < 0.5;
        boolean isDoubled = part > 1.5 && part < 2.5;
        int end = Math.min(days.indexAtOrAfter(Timeframe.timeOf(exDate)), facts.dayEnd());
        int from = days.indexAtOrAfter(Timeframe.timeOf(stated.runs().getFirst().from()));
        if ((isMissing || isDoubled) && from < end) {
            findings.add(new QualityFinding(
                    isMissing ? Rule.DIVIDEND_ADJUSTMENT_MISSING : Rule.DIVIDEND_ADJUSTMENT_DOUBLED,
                    Timeframe.D1,
                    days.time(from),
                    days.time(end - 1),
                    end - from,
                    String.format(
                            Locale.ROOT,
                            "adjusted closes of %s step by %.5f on the ex-date %s, where the dividend asks for %.5f",
                            stated.source(),
                            Math.exp(step.log()),
                            exDate,
                            Math.exp(expected))));
        }
    }
}
