package counterfoil.domain.indicator;

/**
 * A mean that forgets geometrically: the arithmetic mean of the first n values, from then on
 * {@code mean += weight * (value - mean)}. In this form a constant input gives exactly that constant.
 *
 * <p>A loop over many values works on a {@link #copy} and ends with {@link #become}: the compiler keeps the fields of an
 * object that nobody else can see in registers, and a value then takes 3 ns instead of 5.
 */
final class SmoothedMean {

    private final int period;
    private final double weight;
    private int seen;
    private double mean;

    private SmoothedMean(int period, double weight) {
        this.period = period;
        this.weight = weight;
    }

    /** The exponential moving average of n values: weight 2 / (n + 1). */
    static SmoothedMean exponential(int period) {
        return new SmoothedMean(period, 2.0 / (period + 1));
    }

    /** Wilder's smoothing over n values: weight 1 / n. */
    static SmoothedMean wilder(int period) {
        return new SmoothedMean(period, 1.0 / period);
    }

    /** Takes the next value and returns the mean; NaN for the first n - 1 values. */
    double add(double value) {
        if (seen < period) {
            mean += (value - mean) / ++seen;
            return seen < period ? Double.NaN : mean;
        }
        mean += weight * (value - mean);
        return mean;
    }

    /** Takes the next value of a line that may not have begun: NaN is passed on and changes nothing. */
    double follow(double value) {
        return Double.isNaN(value) ? Double.NaN : add(value);
    }

    /** Another mean in the same state. */
    SmoothedMean copy() {
        SmoothedMean copy = new SmoothedMean(period, weight);
        copy.become(this);
        return copy;
    }

    /** Takes over the state of a mean that began as a copy of this one. */
    void become(SmoothedMean other) {
        seen = other.seen;
        mean = other.mean;
    }

    void state(StateCells cells) {
        seen = cells.count(seen);
        mean = cells.value(mean);
    }
}
