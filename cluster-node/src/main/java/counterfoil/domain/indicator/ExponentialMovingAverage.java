package counterfoil.domain.indicator;

import java.util.List;

/** The mean of closes whose weights fall by the same factor from bar to bar. */
final class ExponentialMovingAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "ema",
            "Exponential moving average",
            List.of(IndicatorParameter.period("period", 20, 1)),
            List.of(),
            "Starts with the arithmetic mean of the first n closes at bar n - 1, then moves by 2 / (n + 1) of the"
                    + " distance to each close.",
            "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9",
            spec -> new ExponentialMovingAverage(spec.whole(0)));

    private final int period;
    private final SmoothedMean mean;

    ExponentialMovingAverage(int period) {
        this.period = period;
        mean = SmoothedMean.exponential(period);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return period - 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean average = mean.copy();
        for (int i = from; i < to; i++, at++) {
            out[0][at] = average.add(bars.close[i]);
        }
        mean.become(average);
    }
}
