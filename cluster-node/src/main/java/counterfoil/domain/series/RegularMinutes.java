package counterfoil.domain.series;

import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.Segments.Place;
import counterfoil.market.calendar.Segments.Segment;
import java.time.LocalDate;

/** Hands on the minutes of regular trading, auctions included, and leaves the others out. */
public final class RegularMinutes implements BarReader {
    private final Segments segments;
    private final BarReader next;

    /** There is a minute of which nobody knows whether it is one of regular trading. */
    public static final class Unknown extends RuntimeException {
        private Unknown(LocalDate date) {
            super("no calendar of this market knows the sessions of " + date, null, false, false);
        }
    }

    /** Hands minutes on by the sessions of a market. */
    public RegularMinutes(Segments segments, BarReader next) {
        this.segments = segments;
        this.next = next;
    }

    /**
     * Takes a minute.
     *
     * @throws Unknown if no calendar knows its date
     */
    @Override
    public void take(long time, double open, double high, double low, double close, double volume) {
        Segment segment = segments.at(time);
        if (segment.place() == Place.UNKNOWN) {
            throw new Unknown(segments.dateOf(time));
        }
        if (segment.isRegular()) {
            next.take(time, open, high, low, close, volume);
        }
    }
}
