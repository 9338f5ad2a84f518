package counterfoil.domain.indicator;

/** The mean of the last n closes with weights that grow by one from the oldest to the newest. */
final class WeightedMovingAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("wma", "Weighted moving average")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price(""))
            .meaning("Mean of the last n closes, the oldest with weight 1, the newest with weight n, divided by the"
                    + " sum of weights n (n + 1) / 2; first value at bar n - 1.")
            .source("John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
            .checkedAgainst("TA-Lib (Java) 0.4.0 wma to 1e-9; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new WeightedMovingAverage(spec.whole(0)));

    private final int period;
    private final double share;
    private final SlidingSlope slope;

    WeightedMovingAverage(int period) {
        this.period = period;
        share = 2.0 / (period * (period + 1.0));
        slope = new SlidingSlope(period);
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
        SlidingSlope closes = slope.copy();
        for (int i = from; i < to; i++, at++) {
            out[0][at] = closes.add(bars.close[i]) + share * closes.lean();
        }
        slope.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        slope.state(cells);
    }
}
