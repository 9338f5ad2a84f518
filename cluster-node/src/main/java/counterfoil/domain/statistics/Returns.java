package counterfoil.domain.statistics;

import counterfoil.market.Closes;

/**
 * Simple returns from one close to the next, {@code (c − p) / p}, and what an investment grew to. The difference of two
 * prices within a factor of 2 is exact in floating point (Sterbenz 1974), so a return carries the rounding of one
 * division; equal closes give exactly 0.
 */
final class Returns {
    /** Relative rounding of a price that was adjusted, of the one before, and of the division, with room to spare. */
    private static final double ROUNDING = 8 * 0x1p-53;

    private final double[] wealth;
    private final double[] simple;

    private Returns(double[] wealth, double[] simple) {
        this.wealth = wealth;
        this.simple = simple;
    }

    /** The returns of closes that are all positive; one less than there are closes. */
    static Returns of(Closes closes) {
        double[] wealth = new double[Math.max(1, closes.size())];
        wealth[0] = 1;
        double[] simple = new double[wealth.length - 1];
        for (int i = 0; i < closes.size(); i++) {
            wealth[i] = closes.close(i);
            if (i > 0) {
                simple[i - 1] = change(wealth[i - 1], wealth[i]);
            }
        }
        return new Returns(wealth, simple);
    }

    /** Returns that are given as such, each above −1, on an investment of 1. */
    static Returns of(double... simple) {
        double[] wealth = new double[simple.length + 1];
        wealth[0] = 1;
        for (int i = 0; i < simple.length; i++) {
            if (!(simple[i] > -1)) {
                throw new IllegalArgumentException("a return must be above -1: " + simple[i]);
            }
            wealth[i + 1] = wealth[i] * (1 + simple[i]);
        }
        return new Returns(wealth, simple.clone());
    }

    static double change(double from, double to) {
        return (to - from) / from;
    }

    /** Number of returns. */
    int size() {
        return simple.length;
    }

    /** Return {@code i}, counted from the oldest. */
    double at(int i) {
        return simple[i];
    }

    /** What the investment was worth before return {@code i}; {@link #size()} gives its value in the end. */
    double wealth(int i) {
        return wealth[i];
    }

    /** All returns, in a new array. */
    double[] toArray() {
        return simple.clone();
    }

    /** The simple return over all. */
    double total() {
        return change(wealth[0], wealth[simple.length]);
    }

    /** The logarithmic return over all. */
    double totalLog() {
        return Math.log1p(total());
    }

    /** Compound returns over {@code horizon} periods each, from every period on that has as many after it. */
    double[] over(int horizon) {
        double[] compound = new double[Math.max(0, simple.length - horizon + 1)];
        for (int i = 0; i < compound.length; i++) {
            compound[i] = horizon == 1 ? simple[i] : change(wealth[i], wealth[i + horizon]);
        }
        return compound;
    }

    /** A spread of values of this size may be rounding of the prices alone. */
    static double noise(double largest) {
        return ROUNDING * (1 + largest);
    }
}
