package counterfoil.domain.quality;

import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars that repeat what the one before says. A bar without volume proves nothing: a price that nobody traded at is carried
 * on, and that is no error.
 */
final class StaleBars {
    private final QualityFacts facts;
    private final QualityBounds bounds;
    private final Timeframe timeframe;
    private final List<QualityFinding> findings = new ArrayList<>();

    private long first;
    private long last;
    private double[] repeated = {};
    private int count;

    StaleBars(QualityFacts facts, QualityBounds bounds, Timeframe timeframe) {
        this.facts = facts;
        this.bounds = bounds;
        this.timeframe = timeframe;
    }

    List<QualityFinding> findings() {
        Series series = facts.series(timeframe);
        series.read(0, facts.end(timeframe), this::take);
        end();
        return findings;
    }

    private void take(long time, double open, double high, double low, double close, double volume) {
        boolean repeats = count > 0
                && open == repeated[0]
                && high == repeated[1]
                && low == repeated[2]
                && close == repeated[3]
                && volume == repeated[4];
        if (repeats) {
            count++;
        } else {
            end();
            first = time;
            count = 1;
            repeated = new double[] {open, high, low, close, volume};
        }
        last = time;
    }

    private void end() {
        if (count < 2 || repeated[4] <= 0 || facts.isAccepted(timeframe, last)) {
            return;
        }
        boolean isTelling = timeframe.isDated() && repeated[1] > repeated[2];
        if (count >= (isTelling ? bounds.staleDays() : bounds.staleRun())) {
            Bar bar = new Bar(first, repeated[0], repeated[1], repeated[2], repeated[3], repeated[4]);
            findings.add(new QualityFinding(
                    Rule.STALE_REPEAT,
                    timeframe,
                    first,
                    last,
                    count,
                    count + " bars in a row state open " + bar.open() + ", high " + bar.high() + ", low " + bar.low()
                            + ", close " + bar.close() + ", volume " + bar.volume()));
        }
    }
}
