package counterfoil.domain.indicator;

/** The average true range in percent of the close, so that instruments of different prices can be compared. */
final class NormalizedAverageTrueRange implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("natr", "Normalized average true range")
            .parameters(IndicatorParameter.period("period", 14, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.percent("").notNegative())
            .meaning("100 times the average true range over n divided by the close; first value at bar n.")
            .undefinedBecause("the close is not above 0")
            .source("John Forman, Cross-Market Evaluations With Normalized Average True Range, Technical Analysis of"
                    + " Stocks and Commodities, May 2006")
            .checkedAgainst("TA-Lib (Java) 0.4.0 natr to 1e-9; StockCharts ChartSchool spreadsheet of true ranges"
                    + " (cs-atr) with the mean taken over bars 1 to n; Tulip Indicators counts high - low of bar 0"
                    + " and differs")
            .startedBy(spec -> new NormalizedAverageTrueRange(spec.whole(0)));

    private final int period;
    private final TrueRange trueRange = new TrueRange();
    private final SmoothedMean mean;

    NormalizedAverageTrueRange(int period) {
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
            double close = bars.close[i];
            double range = trueRange.add(bars.high[i], bars.low[i], close);
            double smoothed = average.follow(range);
            out[0][at] = close > 0 ? 100 * (smoothed / close) : Double.NaN;
        }
        mean.become(average);
    }

    @Override
    public void state(StateCells cells) {
        trueRange.state(cells);
        mean.state(cells);
    }
}
