package counterfoil.market;

/**
 * Open, high, low, close and volume of one interval. Values are as the source gave them: finite, but not necessarily
 * plausible (a high below the low is a finding, not a broken caller).
 *
 * @param time start of the interval in epoch seconds; for a day the date at 00:00 UTC
 * @param open first price, in the instrument's currency, unadjusted
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume units traded
 */
public record Bar(long time, double open, double high, double low, double close, double volume) {
    /** Refuses values that are not finite with {@link IllegalArgumentException}. */
    public Bar {
        if (!Double.isFinite(open + high + low + close) || !Double.isFinite(volume)) {
            throw new IllegalArgumentException("a bar's values must be finite: " + open + " " + high + " " + low + " "
                    + close + " " + volume + " at " + time);
        }
    }

    /** Whether both bars carry the same values to the last bit, whatever their times. */
    public boolean hasSameValues(Bar other) {
        return Double.compare(open, other.open) == 0
                && Double.compare(high, other.high) == 0
                && Double.compare(low, other.low) == 0
                && Double.compare(close, other.close) == 0
                && Double.compare(volume, other.volume) == 0;
    }
}
