package counterfoil.domain.indicator;

/** Division that is missing, not infinite, where it has no number as its result. */
final class Quotient {

    private Quotient() {}

    /** The quotient; NaN where the divisor is 0, or so small that the quotient is no number. */
    static double of(double dividend, double divisor) {
        double quotient = dividend / divisor;
        return Double.isFinite(quotient) ? quotient : Double.NaN;
    }
}
