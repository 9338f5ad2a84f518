package counterfoil.domain.indicator;

import java.util.List;

/**
 * Moving average convergence and divergence: how far a fast mean of the closes is from a slow one.
 *
 * <p>Each of the three means is seeded with the arithmetic mean of its own first values. TA-Lib seeds the fast one
 * later, together with the slow one, so its first values differ and come together as the seeds are forgotten.
 */
final class Macd implements Indicator {

    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "macd",
            "Moving average convergence divergence",
            List.of(
                    IndicatorParameter.period("fast", 12, 1),
                    IndicatorParameter.period("slow", 26, 2).above("fast"),
                    IndicatorParameter.period("signal", 9, 1)),
            List.of("macd", "signal", "histogram"),
            "macd is the fast minus the slow exponential moving average of the closes, signal the exponential moving"
                    + " average of macd, histogram their difference; each average is seeded with the arithmetic mean"
                    + " of its first n values.",
            "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005, chapter 8",
            spec -> new Macd(spec.whole(0), spec.whole(1), spec.whole(2)));

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
            double average = Double.isNaN(macd) ? Double.NaN : signalMean.add(macd);
            out[0][at] = macd;
            out[1][at] = average;
            out[2][at] = macd - average;
        }
        fast.become(fastMean);
        slow.become(slowMean);
        signal.become(signalMean);
    }
}
