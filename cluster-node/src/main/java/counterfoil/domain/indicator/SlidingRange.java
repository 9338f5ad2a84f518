package counterfoil.domain.indicator;

/** The highest high and the lowest low of the last n bars, and how long ago each was reached. */
final class SlidingRange {

    private final SlidingExtreme highs;
    private final SlidingExtreme lows;
    private double highest = Double.NaN;
    private double lowest = Double.NaN;

    SlidingRange(int length) {
        highs = SlidingExtreme.highest(length);
        lows = SlidingExtreme.lowest(length);
    }

    private SlidingRange(SlidingRange other) {
        highs = other.highs.copy();
        lows = other.lows.copy();
        highest = other.highest;
        lowest = other.lowest;
    }

    /** Takes the next bar. */
    void add(double high, double low) {
        highest = highs.add(high);
        lowest = lows.add(low);
    }

    /** The highest high of the last n bars; NaN for the first n - 1 bars. */
    double highest() {
        return highest;
    }

    /** The lowest low of the last n bars; NaN for the first n - 1 bars. */
    double lowest() {
        return lowest;
    }

    /** Half way between both; NaN for the first n - 1 bars. */
    double middle() {
        return (highest + lowest) / 2;
    }

    /** Where a price stands: 0 at the lowest low, 1 at the highest high; NaN where both are equal. */
    double place(double price) {
        double width = highest - lowest;
        return width > 0 ? (price - lowest) / width : Double.NaN;
    }

    /** Bars since the highest high, from 0 to n - 1, of equal ones the latest; without meaning while it is NaN. */
    int highestAge() {
        return highs.age();
    }

    /** Bars since the lowest low, from 0 to n - 1, of equal ones the latest; without meaning while it is NaN. */
    int lowestAge() {
        return lows.age();
    }

    /** Another range in the same state, on the same arrays: only one of the two may go on; see {@link SmoothedMean}. */
    SlidingRange copy() {
        return new SlidingRange(this);
    }

    /** Takes over the state of a range that began as a copy of this one. */
    void become(SlidingRange other) {
        highs.become(other.highs);
        lows.become(other.lows);
        highest = other.highest;
        lowest = other.lowest;
    }

    void state(StateCells cells) {
        highs.state(cells);
        lows.state(cells);
    }
}
