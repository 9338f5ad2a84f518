package counterfoil.domain.statistics;

/** A number, or why there is none. */
public sealed interface Statistic {

    /**
     * A number.
     *
     * @param value finite
     */
    record Value(double value) implements Statistic {
        /** Refuses what is not finite; {@link Statistic#of} makes it missing instead. */
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a statistic must be finite: " + value);
            }
            value += 0.0;
        }
    }

    /** No number. */
    record Missing(Undefined reason) implements Statistic {}

    /** A computed number; missing where a double could not hold it. */
    static Statistic of(double value) {
        return Double.isFinite(value) ? new Value(value) : new Missing(Undefined.NOT_REPRESENTABLE);
    }

    /** No number, for a reason. */
    static Statistic missing(Undefined reason) {
        return new Missing(reason);
    }
}
