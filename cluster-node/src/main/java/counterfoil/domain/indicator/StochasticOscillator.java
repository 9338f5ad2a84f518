package counterfoil.domain.indicator;

/**
 * Where the close stands between the lowest low and the highest high of the last n bars, from 0 to 100, smoothed.
 *
 * <p>With a smoothing of 1 this is the fast form. Where the range of the n bars is 0 the place of the close in it is
 * 0 / 0; others say 0, 50 or 100 there, and each would be a signal that the prices do not give.
 */
final class StochasticOscillator implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("stoch", "Stochastic oscillator")
            .parameters(
                    IndicatorParameter.period("period", 14, 1),
                    IndicatorParameter.period("smoothing", 3, 1),
                    IndicatorParameter.period("signal", 3, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(
                    IndicatorLine.number("k").within(0, 100),
                    IndicatorLine.number("d").within(0, 100))
            .meaning("k is the arithmetic mean of the last s values of 100 (close - L) / (H - L), where H and L are"
                    + " the highest high and the lowest low of the last n bars, first at bar n + s - 2; d is the"
                    + " arithmetic mean of the last g values of k. The slow form; the fast one is n:1:g.")
            .undefinedBecause("one of the values to be averaged has H = L")
            .source("George C. Lane, Lane's Stochastics, Technical Analysis of Stocks and Commodities 2:3, 1984")
            .checkedAgainst("TA-Lib (Java) 0.4.0 stoch and stochF to 1e-9; StockCharts ChartSchool spreadsheet cs-soo"
                    + " to 1e-5; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new StochasticOscillator(spec.whole(0), spec.whole(1), spec.whole(2)));

    private final int firstK;
    private final int firstD;
    private final int smoothing;
    private final int signal;
    private final SlidingRange range;
    private final SlidingSum places;
    private final SlidingSum smoothed;

    StochasticOscillator(int period, int smoothing, int signal) {
        this.smoothing = smoothing;
        this.signal = signal;
        firstK = period + smoothing - 2;
        firstD = firstK + signal - 1;
        range = new SlidingRange(period);
        places = new SlidingSum(smoothing);
        smoothed = new SlidingSum(signal);
    }

    @Override
    public int lines() {
        return 2;
    }

    @Override
    public int firstValueAt(int line) {
        return line == 0 ? firstK : firstD;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SlidingRange window = range.copy();
        SlidingSum placeSum = places.copy();
        SlidingSum smoothedSum = smoothed.copy();
        for (int i = from; i < to; i++, at++) {
            window.add(bars.high[i], bars.low[i]);
            double k = placeSum.add(100 * window.place(bars.close[i])) / smoothing;
            out[0][at] = k;
            out[1][at] = smoothedSum.add(k) / signal;
        }
        range.become(window);
        places.become(placeSum);
        smoothed.become(smoothedSum);
    }

    @Override
    public void state(StateCells cells) {
        range.state(cells);
        places.state(cells);
        smoothed.state(cells);
    }
}
