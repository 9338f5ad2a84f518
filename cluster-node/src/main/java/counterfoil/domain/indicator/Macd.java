package counterfoil.domain.indicator;

/**
 * Moving average convergence and divergence: how far a fast mean of the closes is from a slow one.
 *
 * <p>Each of the three means is seeded with the arithmetic mean of its own first values. TA-Lib seeds the fast one
 * later, together with the slow one, so its first values differ and come together as the seeds are forgotten.
 */
final class Macd implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of(
                    "macd", "Moving average convergence divergence")
            .parameters(
                    IndicatorParameter.period("fast", 12, 1),
                    IndicatorParameter.period("slow", 26, 2).above("fast"),
                    IndicatorParameter.period("signal", 9, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(
                    IndicatorLine.difference("macd"),
                    IndicatorLine.difference("signal"),
                    IndicatorLine.difference("histogram"))
            .meaning("macd is the fast minus the slow exponential moving average of the closes, signal the"
                    + " exponential moving average of macd, histogram their difference; each average is seeded with"
                    + " the arithmetic mean of its first n values.")
            .source("Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005, chapter 8")
            .checkedAgainst("TA-Lib (Java) 0.4.0: differences of its ema to 1e-9, and its macd, which seeds the"
                    + " fast average later, as the seed is forgotten; StockCharts' cs-macd starts with the first"
                    + " close and is compared likewise")
            .startedBy(spec -> new Macd(spec.whole(0), spec.whole(1), spec.whole(2)));

    private final int firstMacd;
    private final int firstSignal;
    private final SmoothedMean fast;
    private final SmoothedMean slow;
    private final SmoothedMean signal;

    Macd(int fastPeriod, int slowPeriod, int signalPeriod) {
        firstMacd = slowPeriod - 1;
        firstSignal = firstMacd + signalPeriod - 1;
        fast = SmoothedMean.exponential(fastPeriod);
        slow = SmoothedMean.exponential(slowPeriod);
        signal = SmoothedMean.exponential(signalPeriod);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return line == 0 ? firstMacd : firstSignal;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean fastMean = fast.copy();
        SmoothedMean slowMean = slow.copy();
        SmoothedMean signalMean = signal.copy();
        for (int i = from; i < to; i++, at++) {
            double macd = fastMean.add(bars.close[i]) - slowMean.add(bars.close[i]);
            double average = signalMean.follow(macd);
            out[0][at] = macd;
            out[1][at] = average;
            out[2][at] = macd - average;
        }
        fast.become(fastMean);
        slow.become(slowMean);
        signal.become(signalMean);
    }

    @Override
    public void state(StateCells cells) {
        fast.state(cells);
        slow.state(cells);
        signal.state(cells);
    }
}
