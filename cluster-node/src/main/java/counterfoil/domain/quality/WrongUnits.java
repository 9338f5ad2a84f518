package counterfoil.domain.quality;

import counterfoil.domain.series.Plausibility;
import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of a hundredfold between bars that stand. When bars arrive such a step is questioned; here it shows when the bars
 * came before the bound did, or one by one in the wrong order.
 */
final class WrongUnits {
    private final QualityFacts facts;
    private final Timeframe timeframe;
    private final Plausibility rules;

    WrongUnits(QualityFacts facts, Timeframe timeframe) {
        this.facts = facts;
        this.timeframe = timeframe;
        this.rules =
                new Plausibility(timeframe, facts.zone(), facts.actions(), facts.currency(), null, Instant.MAX, 0.5);
    }

    List<QualityFinding> findings() {
        List<QualityFinding> findings = new ArrayList<>();
        Series series = facts.series(timeframe);
        for (int i = 1; i < facts.end(timeframe); i++) {
            double ratio = series.close(i) / series.close(i - 1);
            if (ratio > 10 || ratio < 0.1) {
                Bar before = series.bar(i - 1);
                Bar bar = series.bar(i);
                boolean isAccepted =
                        facts.isAccepted(timeframe, bar.time()) || facts.isAccepted(timeframe, before.time());
                if (!isAccepted && rules.unitSteps(before, bar) != 0) {
                    findings.add(new QualityFinding(
                            Rule.UNIT_ERROR,
                            timeframe,
                            bar.time(),
                            bar.time(),
                            1,
                            "close " + bar.close() + " is " + Plausibility.times(ratio) + " of " + before.close()
                                    + " on " + timeframe.format(before.time()) + "; one of the two levels is wrong"));
                }
            }
        }
        return findings;
    }
}
