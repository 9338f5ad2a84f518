package counterfoil.domain.indicator;

/** The range of a bar, stretched to the previous close where the market opened with a gap (Wilder, 1978). */
final class TrueRange {

    private double previousClose = Double.NaN;

    /** Takes the next bar and returns its true range; NaN for the first bar, which has no previous close. */
    double add(double high, double low, double close) {
        double range = Math.max(high, previousClose) - Math.min(low, previousClose);
        previousClose = close;
        return range;
    }

    void state(StateCells cells) {
        previousClose = cells.value(previousClose);
    }
}
