package counterfoil.domain.series;

import counterfoil.market.Timeframe;

/**
 * Draws bars together into longer ones: first open, highest high, lowest low, last close, summed volume. A longer bar is
 * handed on when a bar of the next interval comes, or at the {@link #end}; intervals without a bar give none.
 */
public final class Resampler implements BarReader {
    private final Timeframe timeframe;
    private final BarReader next;
    private boolean begun;
    private long start;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /** Draws bars of {@code timeframe.recorded()} together into bars of {@code timeframe}. */
    public Resampler(Timeframe timeframe, BarReader next) {
        this.timeframe = timeframe;
        this.next = next;
    }

    @Override
    public void take(long time, double barOpen, double barHigh, double barLow, double barClose, double barVolume) {
        long barStart = timeframe.startOf(time);
        if (begun && barStart == start) {
            high = Math.max(high, barHigh);
            low = Math.min(low, barLow);
            close = barClose;
            volume += barVolume;
            return;
        }
        end();
        begun = true;
        start = barStart;
        open = barOpen;
        high = barHigh;
        low = barLow;
        close = barClose;
        volume = barVolume;
    }

    /** Hands on the last interval; nothing when no bar came. */
    public void end() {
        if (begun) {
            next.take(start, open, high, low, close, volume);
        }
        begun = false;
    }
}
