package counterfoil.domain.indicator;

/** An exponential average with the lag of a second and a third one taken off. */
final class TripleExponentialAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("tema", "Triple exponential moving average")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price(""))
            .meaning("3 E1 - 3 E2 + E3, where E1 is the exponential moving average of the closes, E2 that of E1 and"
                    + " E3 that of E2, each seeded with the mean of its first n values; first value at bar 3 n - 3.")
            .source("Patrick G. Mulloy, Smoothing Data with Less Lag, Stocks & Commodities 12:2, 1994")
            .checkedAgainst("TA-Lib (Java) 0.4.0 tema to 1e-9; Tulip Indicators' untest, whose averages start with"
                    + " the first value, to 0.001 with that seed, and to 1e-9 after the seed is forgotten")
            .startedBy(spec -> new TripleExponentialAverage(spec.whole(0)));

    private final int period;
    private final SmoothedMean first;
    private final SmoothedMean second;
    private final SmoothedMean third;

    TripleExponentialAverage(int period) {
        this.period = period;
        first = SmoothedMean.exponential(period);
        second = SmoothedMean.exponential(period);
        third = SmoothedMean.exponential(period);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return 3 * (period - 1);
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean one = first.copy();
        SmoothedMean two = second.copy();
        SmoothedMean three = third.copy();
        for (int i = from; i < to; i++, at++) {
            double mean = one.add(bars.close[i]);
            double again = two.follow(mean);
            out[0][at] = 3 * (mean - again) + three.follow(again);
        }
        first.become(one);
        second.become(two);
        third.become(three);
    }

    @Override
    public void state(StateCells cells) {
        first.state(cells);
        second.state(cells);
        third.state(cells);
    }
}
