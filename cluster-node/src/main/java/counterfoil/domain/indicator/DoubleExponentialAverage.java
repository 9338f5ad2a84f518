package counterfoil.domain.indicator;

/** An exponential average with the lag of a second one taken off. */
final class DoubleExponentialAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("dema", "Double exponential moving average")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price(""))
            .meaning("2 E1 - E2, where E1 is the exponential moving average of the closes and E2 that of E1, each"
                    + " seeded with the mean of its first n values; first value at bar 2 n - 2.")
            .source("Patrick G. Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities 12:1, 1994")
            .checkedAgainst("TA-Lib (Java) 0.4.0 dema to 1e-9; Tulip Indicators' untest, whose averages start with"
                    + " the first value, to 0.001 with that seed, and to 1e-9 after the seed is forgotten")
            .startedBy(spec -> new DoubleExponentialAverage(spec.whole(0)));

    private final int period;
    private final SmoothedMean first;
    private final SmoothedMean second;

    DoubleExponentialAverage(int period) {
        this.period = period;
        first = SmoothedMean.exponential(period);
        second = SmoothedMean.exponential(period);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return 2 * (period - 1);
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean one = first.copy();
        SmoothedMean two = second.copy();
        for (int i = from; i < to; i++, at++) {
            double mean = one.add(bars.close[i]);
            out[0][at] = 2 * mean - two.follow(mean);
        }
        first.become(one);
        second.become(two);
    }

    @Override
    public void state(StateCells cells) {
        first.state(cells);
        second.state(cells);
    }
}
