package counterfoil.domain.indicator;

/** The money flow of the last n bars as a share of their volume, from -1 to 1. */
final class ChaikinMoneyFlow implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("cmf", "Chaikin money flow")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(new IndicatorLine("", IndicatorLine.Unit.FRACTION, IndicatorLine.Shift.STAYS, -1, 1))
            .meaning("Sum of volume times ((close - low) - (high - close)) / (high - low) over the last n bars, 0 for"
                    + " a bar whose high is its low, divided by the sum of their volumes; first value at bar n - 1.")
            .undefinedBecause("nothing was traded in the last n bars")
            .source("Marc Chaikin, as in Steven B. Achelis, Technical Analysis from A to Z, 2001")
            .checkedAgainst("Skender.Stock.Indicators' table of CMF 20 to 1e-6; sums of the columns of StockCharts"
                    + " ChartSchool spreadsheet cs-accum")
            .startedBy(spec -> new ChaikinMoneyFlow(spec.whole(0)));

    private final int period;
    private final SlidingSum flow;
    private final SlidingSum volume;

    ChaikinMoneyFlow(int period) {
        this.period = period;
        flow = new SlidingSum(period);
        volume = new SlidingSum(period);
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
        SlidingSum flows = flow.copy();
        SlidingSum volumes = volume.copy();
        for (int i = from; i < to; i++, at++) {
            double traded = volumes.add(bars.volume[i]);
            double net = flows.add(MoneyFlow.of(bars.high[i], bars.low[i], bars.close[i], bars.volume[i]));
            out[0][at] = traded > 0 ? net / traded : Double.NaN;
        }
        flow.become(flows);
        volume.become(volumes);
    }

    @Override
    public void state(StateCells cells) {
        flow.state(cells);
        volume.state(cells);
    }
}
