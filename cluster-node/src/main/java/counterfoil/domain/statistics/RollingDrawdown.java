package counterfoil.domain.statistics;

/**
 * The deepest fall within the last n values, in one pass. The highest, the lowest and the deepest fall of two neighbouring
 * runs make those of both: the deepest fall lies in one of them, or goes from the highest of the first to the lowest of
 * the second. So windows are joined from the end of one block and the beginning of the next, as in {@link RollingMoments};
 * only comparisons and one division are involved, and the result does not depend on where blocks begin.
 */
final class RollingDrawdown {
    private final double[] values;
    private final double[] high;
    private final double[] deepest;
    private double headHigh;
    private double headLow;
    private double headDeepest;
    private int next;
    private boolean isFull;
    private double window;

    RollingDrawdown(int length) {
        values = new double[length];
        high = new double[length];
        deepest = new double[length];
    }

    /** Takes the next positive value; tells whether the window is full. */
    boolean add(double value) {
        if (next == 0) {
            headHigh = value;
            headLow = value;
            headDeepest = 0;
        } else {
            headHigh = Math.max(headHigh, value);
            headLow = Math.min(headLow, value);
            headDeepest = Math.min(headDeepest, Returns.change(headHigh, value));
        }
        values[next++] = value;
        if (next < values.length) {
            double within = isFull ? Math.min(deepest[next], fall(high[next], headLow)) : 0;
            window = Math.min(within, headDeepest);
            return isFull;
        }
        growFromTheEnd();
        window = deepest[0];
        next = 0;
        isFull = true;
        return true;
    }

    private void growFromTheEnd() {
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double worst = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
            worst = Math.min(worst, fall(values[i], lowest));
            high[i] = highest;
            deepest[i] = worst;
        }
    }

    private static double fall(double from, double to) {
        return Math.min(0, Returns.change(from, to));
    }

    /** At most 0. */
    double deepest() {
        return window;
    }
}
