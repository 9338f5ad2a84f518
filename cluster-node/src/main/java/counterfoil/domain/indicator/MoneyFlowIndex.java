package counterfoil.domain.indicator;

/**
 * The share of rising money flow in all money flow of the last n bars, from 0 to 100.
 *
 * <p>Quong and Soudack write 100 - 100 / (1 + P / N), which is 100 P / (P + N) and also holds where nothing fell.
 */
final class MoneyFlowIndex implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("mfi", "Money flow index")
            .parameters(IndicatorParameter.period("period", 14, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(new IndicatorLine("", IndicatorLine.Unit.NUMBER, IndicatorLine.Shift.CHANGES, 0, 100))
            .meaning("100 P / (P + N), where P and N are the sums of typical price (high + low + close) / 3 times"
                    + " volume over those of the last n bars whose typical price is above and below that of the bar"
                    + " before; equal ones count in neither; first value at bar n.")
            .undefinedBecause("no volume moved the typical price in the last n bars")
            .source("Gene Quong and Avrum Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks and"
                    + " Commodities 7:3, 1989")
            .checkedAgainst("TA-Lib (Java) 0.4.0 mfi to 1e-9; StockCharts ChartSchool spreadsheet cs-mfi to 1e-4;"
                    + " Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new MoneyFlowIndex(spec.whole(0)));

    private final int period;
    private final SlidingSum rising;
    private final SlidingSum falling;
    private double previousPrice = Double.NaN;

    MoneyFlowIndex(int period) {
        this.period = period;
        rising = new SlidingSum(period);
        falling = new SlidingSum(period);
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
        SlidingSum ups = rising.copy();
        SlidingSum downs = falling.copy();
        double previous = previousPrice;
        for (int i = from; i < to; i++, at++) {
            double price = (bars.high[i] + bars.low[i] + bars.close[i]) / 3;
            double change = RoundingError.explains(price - previous, price) ? 0 : price - previous;
            previous = price;
            out[0][at] = Double.isNaN(change) ? Double.NaN : share(change, price * bars.volume[i], ups, downs);
        }
        rising.become(ups);
        falling.become(downs);
        previousPrice = previous;
    }

    @Override
    public void state(StateCells cells) {
        rising.state(cells);
        falling.state(cells);
        previousPrice = cells.value(previousPrice);
    }

    private static double share(double change, double flow, SlidingSum ups, SlidingSum downs) {
        double up = ups.add(change > 0 ? flow : 0);
        double down = downs.add(change < 0 ? flow : 0);
        double both = up + down;
        return both > 0 ? 100 * (up / both) : Double.NaN;
    }
}
