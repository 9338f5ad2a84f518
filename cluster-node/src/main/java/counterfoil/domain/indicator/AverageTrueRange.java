package counterfoil.domain.indicator;

import java.util.List;

/** The smoothed true range of the bars, in units of price. */
final class AverageTrueRange implements Indicator {

    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "atr",
            "Average true range",
            List.of(IndicatorParameter.period("period", 14, 1)),
            List.of(),
            "Wilder's smoothing of the true range max(high, previous close) - min(low, previous close), which begins at"
                    + " bar 1; seeded with the mean of the first n at bar n.",
            "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III",
            spec -> new AverageTrueRange(spec.whole(0)));

    private final int period;
    private final TrueRange trueRange = new TrueRange();
    private final SmoothedMean mean;

    AverageTrueRange(int period) {
        this.period = period;
        mean = SmoothedMean.wilder(period);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return period;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean average = mean.copy();
        for (int i = from; i < to; i++, at++) {
            double range = trueRange.add(bars.high[i], bars.low[i], bars.close[i]);
            out[0][at] = Double.isNaN(range) ? Double.NaN : average.add(range);
        }
        mean.become(average);
    }
}
