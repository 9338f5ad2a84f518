package counterfoil.domain.indicator;

/** How far the close is below the highest high of the last n bars, from 0 down to -100, in percent of their range. */
final class WilliamsPercentRange implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("willr", "Williams %R")
            .parameters(IndicatorParameter.period("period", 14, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.number("").within(-100, 0))
            .meaning("100 (close - H) / (H - L), where H and L are the highest high and the lowest low of the last n"
                    + " bars; first value at bar n - 1.")
            .undefinedBecause("H = L")
            .source("Larry R. Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973")
            .checkedAgainst("TA-Lib (Java) 0.4.0 willR to 1e-9; StockCharts ChartSchool spreadsheet cs-percentr to"
                    + " 1e-5; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new WilliamsPercentRange(spec.whole(0)));

    private final int period;
    private final SlidingRange range;

    WilliamsPercentRange(int period) {
        this.period = period;
        range = new SlidingRange(period);
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
        SlidingRange window = range.copy();
        for (int i = from; i < to; i++, at++) {
            window.add(bars.high[i], bars.low[i]);
            double width = window.highest() - window.lowest();
            out[0][at] = width > 0 ? 100 * ((bars.close[i] - window.highest()) / width) : Double.NaN;
        }
        range.become(window);
    }

    @Override
    public void state(StateCells cells) {
        range.state(cells);
    }
}
