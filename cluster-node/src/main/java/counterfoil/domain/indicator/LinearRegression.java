package counterfoil.domain.indicator;

/** The straight line of least squares through the last n closes. */
final class LinearRegression implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("linreg", "Linear regression")
            .parameters(IndicatorParameter.period("period", 14, 2))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.price("value"), IndicatorLine.difference("slope"), IndicatorLine.price("intercept"))
            .meaning("The straight line with the least sum of squared distances from the last n closes: value is"
                    + " the line at the newest of them, slope its rise per bar, intercept the line at the oldest;"
                    + " first value at bar n - 1.")
            .source("Draper and Smith, Applied Regression Analysis, 1998, chapter 1")
            .checkedAgainst("TA-Lib (Java) 0.4.0 linearReg, linearRegSlope, linearRegIntercept to 1e-9; slopes of"
                    + " Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new LinearRegression(spec.whole(0)));

    private final int period;
    private final double perBar;
    private final double half;
    private final SlidingSlope window;

    LinearRegression(int period) {
        this.period = period;
        perBar = 12 / (period * ((double) period * period - 1));
        half = (period - 1) / 2.0;
        window = new SlidingSlope(period);
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
        SlidingSlope closes = window.copy();
        for (int i = from; i < to; i++, at++) {
            double mean = closes.add(bars.close[i]);
            double slope = perBar * closes.lean();
            out[0][at] = mean + half * slope;
            out[1][at] = slope;
            out[2][at] = mean - half * slope;
        }
        window.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        window.state(cells);
    }
}
