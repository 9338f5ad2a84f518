package counterfoil.domain.indicator;

/** The share of gains in all movement, from 0 to 100, by Wilder's smoothing; see {@link RelativeStrengthIndex}. */
final class GainShare {

    private final SmoothedMean gain;
    private final SmoothedMean loss;
    private double previous;

    GainShare(int period) {
        this(SmoothedMean.wilder(period), SmoothedMean.wilder(period), Double.NaN);
    }

    private GainShare(SmoothedMean gain, SmoothedMean loss, double previous) {
        this.gain = gain;
        this.loss = loss;
        this.previous = previous;
    }

    /**
     * Takes the next value; NaN for the first n values, and where there was no movement: none ever, or so long ago that
     * what is left of the means are the last bits of their rounding.
     */
    double add(double value) {
        double change = value - previous;
        previous = value;
        return Double.isNaN(change) ? Double.NaN : share(change);
    }

    /** Twice the gain and twice the loss without a branch; the factor cancels out exactly. */
    private double share(double change) {
        double size = Math.abs(change);
        double up = gain.add(size + change);
        double down = loss.add(size - change);
        double both = up + down;
        return both >= Double.MIN_NORMAL ? 100 * (up / both) : Double.NaN;
    }

    /** Another share in the same state; see {@link SmoothedMean}. */
    GainShare copy() {
        return new GainShare(gain.copy(), loss.copy(), previous);
    }

    /** Takes over the state of a share that began as a copy of this one. */
    void become(GainShare other) {
        gain.become(other.gain);
        loss.become(other.loss);
        previous = other.previous;
    }

    void state(StateCells cells) {
        gain.state(cells);
        loss.state(cells);
        previous = cells.value(previous);
    }
}
