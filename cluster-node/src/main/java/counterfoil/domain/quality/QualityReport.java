package counterfoil.domain.quality;

import counterfoil.market.QualityFinding;
import counterfoil.market.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is odd about the bars of a stock that stand. It says nothing about bars that a person accepted, and of a fall it
 * says nothing because it is deep: only that something recorded does not show, or that bars cannot all be true.
 *
 * @param findings by time, at most {@link #MAX_FINDINGS}
 * @param complete false when there were more
 */
public record QualityReport(List<QualityFinding> findings, boolean complete) {
    /** Most findings of one report. */
    public static final int MAX_FINDINGS = 10_000;

    private static final Comparator<QualityFinding> BY_TIME = Comparator.comparingLong(QualityFinding::from)
            .thenComparing(QualityFinding::timeframe)
            .thenComparing(QualityFinding::rule);

    /** Copies the findings in. */
    public QualityReport {
        findings = List.copyOf(findings);
    }

    /** The report on facts; the same facts always give the same one. */
    public static QualityReport of(QualityFacts facts, QualityBounds bounds) {
        List<QualityFinding> all = new ArrayList<>();
        for (Timeframe timeframe : List.of(Timeframe.D1, Timeframe.M1)) {
            all.addAll(new StaleBars(facts, bounds, timeframe).findings());
            all.addAll(new WrongUnits(facts, timeframe).findings());
            all.addAll(new SessionCheck(facts, timeframe).findings());
        }
        all.addAll(new ActionCheck(facts, bounds).findings());
        all.addAll(new StatedCheck(facts).findings());
        all.addAll(new SplitCheck(facts, bounds).findings());
        all.addAll(new MinutesCheck(facts).findings());
        all.sort(BY_TIME);
        boolean complete = all.size() <= MAX_FINDINGS;
        return new QualityReport(complete ? all : all.subList(0, MAX_FINDINGS), complete);
    }
}
