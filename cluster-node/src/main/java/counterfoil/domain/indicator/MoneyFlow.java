package counterfoil.domain.indicator;

/** Chaikin's money flow of one bar: its volume, weighted by where the close stands in the range of the bar. */
final class MoneyFlow {

    private MoneyFlow() {}

    /**
     * The volume times ((close - low) - (high - close)) / (high - low), from -volume to volume. A bar without a range
     * takes no side and gives 0.
     */
    static double of(double high, double low, double close, double volume) {
        double range = high - low;
        return range > 0 ? (close - low - (high - close)) / range * volume : 0;
    }
}
