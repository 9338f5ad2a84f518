package counterfoil.domain.indicator;

/** The mean of closes whose weights fall by the same factor from bar to bar. */
final class ExponentialMovingAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("ema", "Exponential moving average")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price(""))
            .meaning("Starts with the arithmetic mean of the first n closes at bar n - 1, then moves by 2 / (n + 1)"
                    + " of the distance to each close.")
            .source("John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
            .checkedAgainst("TA-Lib (Java) 0.4.0 ema to 1e-9; Tulip Indicators' untest, which starts with the first"
                    + " close, to 0.001 with that seed, and to 1e-9 after the seed is forgotten")
            .startedBy(spec -> new ExponentialMovingAverage(spec.whole(0)));

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

    @Override
    public void state(StateCells cells) {
        mean.state(cells);
    }
}
