package counterfoil.domain.indicator;

/**
 * How much the logarithm of the close moves from bar to bar, per year.
 *
 * <p>The logarithm is {@link StrictMath#log}, which gives the same digits on every machine.
 */
final class HistoricalVolatility implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("hv", "Historical volatility")
            .parameters(
                    IndicatorParameter.period("period", 20, 2),
                    IndicatorParameter.number("bars_per_year", 252, 1, 1_000_000))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.fraction("").notNegative())
            .meaning("Sample standard deviation (divisor n - 1) of the last n logarithmic returns from close to"
                    + " close, times the square root of the bars per year; a fraction; first value at bar n.")
            .undefinedBecause("one of the closes is not positive")
            .source("John C. Hull, Options, Futures, and Other Derivatives, 2018, section 15.4")
            .checkedAgainst("Hull's worked example of 21 closes to its three digits; Tulip Indicators' volatility,"
                    + " which takes simple returns and divisor n, to 0.0025 after ours is brought to divisor n")
            .startedBy(spec -> new HistoricalVolatility(spec.whole(0), spec.number(1)));

    private final int period;
    private final double factor;
    private final SlidingMoments moments;
    private double previousClose = Double.NaN;

    HistoricalVolatility(int period, double barsPerYear) {
        this.period = period;
        factor = barsPerYear / (period - 1);
        moments = new SlidingMoments(period);
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
        SlidingMoments returns = moments.copy();
        double previous = previousClose;
        for (int i = from; i < to; i++, at++) {
            double close = bars.close[i];
            returns.add(previous > 0 && close > 0 ? StrictMath.log(close / previous) : Double.NaN);
            previous = close;
            out[0][at] = Math.sqrt(returns.squares() * factor);
        }
        moments.become(returns);
        previousClose = previous;
    }

    @Override
    public void state(StateCells cells) {
        moments.state(cells);
        previousClose = cells.value(previousClose);
    }
}
