package counterfoil.domain.indicator;

/**
 * Where the relative strength index stands between its own lowest and highest of the last bars.
 *
 * <p>While the close does not move at all, neither does the index, but its last digits do, and their ratio would be
 * noise. A range of less than a billionth of a point counts as none.
 */
final class StochasticRsi implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("stochrsi", "Stochastic RSI")
            .parameters(
                    IndicatorParameter.period("rsi", 14, 2),
                    IndicatorParameter.period("window", 14, 2),
                    IndicatorParameter.period("smooth", 3, 1),
                    IndicatorParameter.period("signal", 3, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(
                    IndicatorLine.number("k").within(0, 100),
                    IndicatorLine.number("d").within(0, 100))
            .meaning("k is the arithmetic mean over smooth bars of 100 (R - L) / (H - L), where R is the relative"
                    + " strength index and L and H its lowest and highest of the last window bars; d is the"
                    + " arithmetic mean of the last signal values of k; first k at bar rsi + window + smooth - 2.")
            .undefinedBecause("the relative strength index did not move by 1e-9 within the window")
            .source("Chande and Kroll, The New Technical Trader, 1994")
            .checkedAgainst("TA-Lib (Java) 0.4.0 stochRsi, which does not smooth k, with smooth 1 to 1e-8; Tulip"
                    + " Indicators' untest, a fraction without smoothing, to 0.001")
            .startedBy(spec -> new StochasticRsi(spec.whole(0), spec.whole(1), spec.whole(2), spec.whole(3)));

    private static final double NO_RANGE = 1e-9;

    private final int smooth;
    private final int signal;
    private final int firstK;
    private final GainShare gains;
    private final SlidingExtreme highest;
    private final SlidingExtreme lowest;
    private final SlidingSum smoothed;
    private final SlidingSum signalled;

    StochasticRsi(int rsiPeriod, int window, int smooth, int signal) {
        this.smooth = smooth;
        this.signal = signal;
        firstK = rsiPeriod + window + smooth - 2;
        gains = new GainShare(rsiPeriod);
        highest = SlidingExtreme.highest(window);
        lowest = SlidingExtreme.lowest(window);
        smoothed = new SlidingSum(smooth);
        signalled = new SlidingSum(signal);
    }

    @Override
    public int lines() {
        return 2;
    }

    @Override
    public int firstValueAt(int line) {
        return line == 0 ? firstK : firstK + signal - 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        GainShare share = gains.copy();
        SlidingExtreme top = highest.copy();
        SlidingExtreme bottom = lowest.copy();
        SlidingSum fast = smoothed.copy();
        SlidingSum slow = signalled.copy();
        for (int i = from; i < to; i++, at++) {
            double rsi = share.add(bars.close[i]);
            double low = bottom.add(rsi);
            double range = top.add(rsi) - low;
            double k = fast.add(range < NO_RANGE ? Double.NaN : 100 * ((rsi - low) / range)) / smooth;
            out[0][at] = k;
            out[1][at] = slow.add(k) / signal;
        }
        gains.become(share);
        highest.become(top);
        lowest.become(bottom);
        smoothed.become(fast);
        signalled.become(slow);
    }

    @Override
    public void state(StateCells cells) {
        gains.state(cells);
        highest.state(cells);
        lowest.state(cells);
        smoothed.state(cells);
        signalled.state(cells);
    }
}
