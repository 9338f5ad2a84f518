package counterfoil.domain.indicator;

/** The arithmetic mean of the last n closes. */
final class SimpleMovingAverage implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("sma", "Simple moving average")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price(""))
            .meaning("Arithmetic mean of the last n closes; first value at bar n - 1, counting from 0.")
            .source("John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
            .checkedAgainst("TA-Lib (Java) 0.4.0 sma to 1e-9; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new SimpleMovingAverage(spec.whole(0)));

    private final int period;
    private final SlidingSum sum;

    SimpleMovingAverage(int period) {
        this.period = period;
        sum = new SlidingSum(period);
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
        SlidingSum closes = sum.copy();
        for (int i = from; i < to; i++, at++) {
            out[0][at] = closes.add(bars.close[i]) / period;
        }
        sum.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        sum.state(cells);
    }
}
