package counterfoil.domain.indicator;

/** A moving average with a band of some standard deviations on either side. */
final class BollingerBands implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("bbands", "Bollinger bands")
            .parameters(
                    IndicatorParameter.period("period", 20, 2), IndicatorParameter.number("deviations", 2, 0.01, 100))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price("upper"), IndicatorLine.price("middle"), IndicatorLine.price("lower"))
            .meaning("middle is the arithmetic mean of the last n closes, upper and lower are k population standard"
                    + " deviations (divisor n) of the same closes above and below it; first value at bar n - 1.")
            .source("John Bollinger, Bollinger on Bollinger Bands, 2001, part II")
            .checkedAgainst("TA-Lib (Java) 0.4.0 bbands to 1e-9; StockCharts ChartSchool spreadsheet cs-bbands to"
                    + " 1e-6; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new BollingerBands(spec.whole(0), spec.number(1)));

    private final int period;
    private final double deviations;
    private final SlidingMoments moments;

    BollingerBands(int period, double deviations) {
        this.period = period;
        this.deviations = deviations;
        moments = new SlidingMoments(period);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return period - 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SlidingMoments closes = moments.copy();
        for (int i = from; i < to; i++, at++) {
            double middle = closes.add(bars.close[i]) / period;
            double distance = deviations * Math.sqrt(closes.squares() / period);
            out[0][at] = middle + distance;
            out[1][at] = middle;
            out[2][at] = middle - distance;
        }
        moments.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        moments.state(cells);
    }
}
