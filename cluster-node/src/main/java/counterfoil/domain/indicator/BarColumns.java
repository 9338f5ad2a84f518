package counterfoil.domain.indicator;

import org.jspecify.annotations.Nullable;

/**
 * Bars as five columns of equal length, oldest first, and for intraday bars which of them begin a session. The arrays are
 * not copied and are only read.
 */
public final class BarColumns {

    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    private final boolean @Nullable [] sessionStarts;

    /**
     * Columns of equal length, of which each bar is a session of its own: days, weeks, months, or any bars whose sessions
     * nobody asks for.
     *
     * @param open price at the start of each bar
     * @param high highest price, not below any other price of the bar
     * @param low lowest price, not above any other price of the bar
     * @param close price at the end of each bar
     * @param volume traded quantity, not negative
     */
    public BarColumns(double[] open, double[] high, double[] low, double[] close, double[] volume) {
        this(open, high, low, close, volume, null);
    }

    /**
     * Columns of equal length of intraday bars.
     *
     * @param open price at the start of each bar
     * @param high highest price, not below any other price of the bar
     * @param low lowest price, not above any other price of the bar
     * @param close price at the end of each bar
     * @param volume traded quantity, not negative
     * @param sessionStarts whether a bar is the first one of its session; null for bars without sessions
     */
    public BarColumns(
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            boolean @Nullable [] sessionStarts) {
        int length = close.length;
        if (open.length != length || high.length != length || low.length != length || volume.length != length) {
            throw new IllegalArgumentException("columns of %d, %d, %d, %d and %d bars"
                    .formatted(open.length, high.length, low.length, length, volume.length));
        }
        if (sessionStarts != null && sessionStarts.length != length) {
            throw new IllegalArgumentException(
                    "columns of %d bars and %d starts of sessions".formatted(length, sessionStarts.length));
        }
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.sessionStarts = sessionStarts;
    }

    /**
     * Number of bars.
     *
     * @return the length of every column
     */
    public int length() {
        return close.length;
    }

    /**
     * Says whether the bars are parts of sessions.
     *
     * @return true for intraday bars, false where each bar is a session of its own
     */
    public boolean isIntraday() {
        return sessionStarts != null;
    }

    /**
     * Says whether a bar is the first one of its session.
     *
     * @param i position of the bar
     * @return true where the session of bar {@code i} is not that of the bar before it
     */
    public boolean startsSession(int i) {
        return sessionStarts == null || sessionStarts[i];
    }
}
