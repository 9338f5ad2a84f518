package counterfoil.domain.indicator;

import java.util.Arrays;

/** Gives every value back n values later. */
final class Delay {

    private final double[] ring;
    private int next;

    Delay(int length) {
        ring = new double[length];
        Arrays.fill(ring, Double.NaN);
    }

    private Delay(Delay other) {
        ring = other.ring;
        become(other);
    }

    /** Takes the next value and returns the one that was given n values before; NaN for the first n values. */
    double add(double value) {
        double before = ring[next];
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        return before;
    }

    /** Another delay in the same state, on the same array: only one of the two may go on; see {@link SmoothedMean}. */
    Delay copy() {
        return new Delay(this);
    }

    /** Takes over the state of a delay that began as a copy of this one. */
    void become(Delay other) {
        next = other.next;
    }

    void state(StateCells cells) {
        cells.values(ring);
        next = cells.count(next);
    }
}
