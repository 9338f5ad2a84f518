package counterfoil.domain.indicator;

/** Bars as five columns of equal length, oldest first. The arrays are not copied and are only read. */
public final class BarColumns {

    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;

    /**
     * Columns of equal length.
     *
     * @param open price at the start of each bar
     * @param high highest price, not below any other price of the bar
     * @param low lowest price, not above any other price of the bar
     * @param close price at the end of each bar
     * @param volume traded quantity, not negative
     */
    public BarColumns(double[] open, double[] high, double[] low, double[] close, double[] volume) {
        int length = close.length;
        if (open.length != length || high.length != length || low.length != length || volume.length != length) {
            throw new IllegalArgumentException("columns of %d, %d, %d, %d and %d bars"
                    .formatted(open.length, high.length, low.length, length, volume.length));
        }
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    /**
     * Number of bars.
     *
     * @return the length of every column
     */
    public int length() {
        return close.length;
    }
}
