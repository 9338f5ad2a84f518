package counterfoil.domain.indicator;

/** The population standard deviation of the last n closes. */
final class StandardDeviation implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("stddev", "Standard deviation")
            .parameters(IndicatorParameter.period("period", 20, 2))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.difference("").notNegative())
            .meaning("Population standard deviation (divisor n) of the last n closes, as in the Bollinger bands;"
                    + " first value at bar n - 1.")
            .source("John Bollinger, Bollinger on Bollinger Bands, 2001, part II")
            .checkedAgainst("TA-Lib (Java) 0.4.0 stdDev to 1e-9 on prices near 100, where its difference of two"
                    + " sums keeps that many digits; Tulip Indicators' untest to 0.001; StockCharts ChartSchool"
                    + " spreadsheet cs-bbands to 1e-6")
            .startedBy(spec -> new StandardDeviation(spec.whole(0)));

    private final int period;
    private final SlidingMoments moments;

    StandardDeviation(int period) {
        this.period = period;
        moments = new SlidingMoments(period);
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
        SlidingMoments closes = moments.copy();
        for (int i = from; i < to; i++, at++) {
            closes.add(bars.close[i]);
            out[0][at] = Math.sqrt(closes.squares() / period);
        }
        moments.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        moments.state(cells);
    }
}
