package counterfoil.domain.indicator;

import java.util.List;

/**
 * The share of gains in all movement of the close, from 0 to 100.
 *
 * <p>Wilder writes 100 - 100 / (1 + G / L) for the smoothed gain G and loss L, which is 100 G / (G + L). That form
 * gives 100 where there was no loss, as charting sites state by definition. Where the close has never moved it is 0 / 0:
 * sources disagree there (TA-Lib and ta4j answer 0, others 50 or 100), and each of these numbers would be a signal that
 * the prices do not give, so the value is missing.
 */
final class RelativeStrengthIndex implements Indicator {

    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "rsi",
            "Relative strength index",
            List.of(IndicatorParameter.period("period", 14, 2)),
            List.of(),
            "100 G / (G + L), where G and L are the gains and losses from close to close in Wilder's smoothing, seeded"
                    + " with the mean of the first n at bar n; missing while the close has never moved.",
            "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section VI",
            spec -> new RelativeStrengthIndex(spec.whole(0)));

    private final int period;
    private final SmoothedMean gain;
    private final SmoothedMean loss;
    private double previousClose = Double.NaN;

    RelativeStrengthIndex(int period) {
        this.period = period;
        gain = SmoothedMean.wilder(period);
        loss = SmoothedMean.wilder(period);
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
        SmoothedMean gains = gain.copy();
        SmoothedMean losses = loss.copy();
        double previous = previousClose;
        for (int i = from; i < to; i++, at++) {
            double change = bars.close[i] - previous;
            previous = bars.close[i];
            out[0][at] = Double.isNaN(change) ? Double.NaN : share(change, gains, losses);
        }
        gain.become(gains);
        loss.become(losses);
        previousClose = previous;
    }

    /** Twice the gain and twice the loss without a branch; the factor cancels out exactly. */
    private static double share(double change, SmoothedMean gains, SmoothedMean losses) {
        double size = Math.abs(change);
        double up = gains.add(size + change);
        double down = losses.add(size - change);
        return 100 * (up / (up + down));
    }
}
