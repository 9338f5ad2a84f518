package counterfoil.domain.series;

import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Segments;
import java.util.function.LongUnaryOperator;

/**
 * Draws bars together into longer ones: first open, highest high, lowest low, last close, summed volume. A longer bar is
 * handed on when a bar of the next interval comes, or at the {@link #end}; intervals without a bar give none.
 */
public final class Resampler implements BarReader {
    private final LongUnaryOperator starts;
    private final BarReader next;
    private boolean begun;
    private long start;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /** Draws bars of {@code timeframe.recorded()} together into bars of {@code timeframe}, counted from the epoch. */
    public Resampler(Timeframe timeframe, BarReader next) {
        this(timeframe::startOf, next);
    }

    private Resampler(LongUnaryOperator starts, BarReader next) {
        this.starts = starts;
        this.next = next;
    }

    /**
     * Draws minutes together into intraday bars that are counted from the start of their session and never reach over an
     * end of it: the last bar of a session may be shorter. Outside of sessions they are counted from the epoch.
     */
    public static Resampler within(Segments segments, Timeframe timeframe, BarReader next) {
        long seconds = timeframe.seconds();
        return new Resampler(time -> segments.at(time).startOfBar(time, seconds), next);
    }

    /** Draws all bars together into one that begins at a time. */
    static Resampler intoOne(long start, BarReader next) {
        return new Resampler(time -> start, next);
    }

    @Override
    public void take(long time, double barOpen, double barHigh, double barLow, double barClose, double barVolume) {
        long barStart = starts.applyAsLong(time);
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
