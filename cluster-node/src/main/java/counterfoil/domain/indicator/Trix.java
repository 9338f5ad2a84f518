package counterfoil.domain.indicator;

/** The change from bar to bar of a close that was smoothed three times. */
final class Trix implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("trix", "Triple smoothed rate of change")
            .parameters(IndicatorParameter.period("period", 15, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.percent(""))
            .meaning("100 (T / T' - 1), where T is the exponential moving average of the exponential moving average"
                    + " of that of the closes, each seeded with the mean of its first n values, and T' the one of"
                    + " the bar before; in percent; first value at bar 3 n - 2.")
            .undefinedBecause("the average at the bar before is 0")
            .source("Jack K. Hutson, Good TRIX, Stocks & Commodities 1:5, 1983")
            .checkedAgainst("TA-Lib (Java) 0.4.0 trix to 1e-9; Tulip Indicators' untest to 0.001 after two changes:"
                    + " its averages start with the first value and come together with ours to 1e-9 as the seed is"
                    + " forgotten, and it divides by the average of this bar")
            .startedBy(spec -> new Trix(spec.whole(0)));

    private final int period;
    private final SmoothedMean first;
    private final SmoothedMean second;
    private final SmoothedMean third;
    private double previous = Double.NaN;

    Trix(int period) {
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
        return 3 * (period - 1) + 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean one = first.copy();
        SmoothedMean two = second.copy();
        SmoothedMean three = third.copy();
        double before = previous;
        for (int i = from; i < to; i++, at++) {
            double mean = three.follow(two.follow(one.add(bars.close[i])));
            out[0][at] = 100 * Quotient.of(mean - before, before);
            before = mean;
        }
        first.become(one);
        second.become(two);
        third.become(three);
        previous = before;
    }

    @Override
    public void state(StateCells cells) {
        first.state(cells);
        second.state(cells);
        third.state(cells);
        previous = cells.value(previous);
    }
}
