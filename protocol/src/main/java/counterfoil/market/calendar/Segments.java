package counterfoil.market.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the segment of time in which an instant lies: a session, or what lies between two sessions of one date. Bars are
 * aggregated within a segment and never across its ends.
 *
 * <p>It remembers the last segment, so that bars in order of time cost a comparison each. Not safe for use by two threads.
 */
public final class Segments {
    private final ZoneId zone;
    private final @Nullable TradingCalendar calendar;
    private Segment last = new Segment(0, 0, 0, Place.UNKNOWN, null);

    /** Where a segment lies. */
    public enum Place {
        /** In a session. */
        SESSION,
        /** On a date that the calendar knows, outside of its sessions. */
        BETWEEN,
        /** On a date that no calendar knows. */
        UNKNOWN
    }

    /**
     * A stretch of time of one date.
     *
     * @param start first epoch second
     * @param end first epoch second after it
     * @param anchor from which the bars of the segment are counted: a session's start, else the epoch
     * @param place whether it is a session
     * @param kind of the session; null outside of one
     */
    public record Segment(
            long start,
            long end,
            long anchor,
            Place place,
            @Nullable SessionKind kind) {
        /** Whether an instant, in epoch seconds, lies in it. */
        public boolean contains(long time) {
            return start <= time && time < end;
        }

        /** Start of the bar of a length, in seconds, that contains a time of this segment. */
        public long startOfBar(long time, long seconds) {
            return Math.max(start, time - Math.floorMod(time - anchor, seconds));
        }

        /** Whether it belongs to regular trading, auctions included. */
        public boolean isRegular() {
            return kind != null && kind.isOpen();
        }
    }

    /**
     * The segments of a market.
     *
     * @param zone in which its dates are reckoned
     * @param calendar its sessions; null where nobody knows them
     */
    public Segments(ZoneId zone, @Nullable TradingCalendar calendar) {
        this.zone = zone;
        this.calendar = calendar;
    }

    /** The segment of an instant in epoch seconds. */
    public Segment at(long time) {
        if (!last.contains(time)) {
            last = find(time);
        }
        return last;
    }

    /** The date of an instant in epoch seconds, at the market. */
    public LocalDate dateOf(long time) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time), zone);
    }

    /** First instant of a date at the market, in epoch seconds. */
    public long startOf(LocalDate date) {
        return date.atStartOfDay(zone).toEpochSecond();
    }

    private Segment find(long time) {
        LocalDate date = dateOf(time);
        long start = startOf(date);
        long end = startOf(date.plusDays(1));
        if (calendar == null) {
            return new Segment(start, end, 0, Place.UNKNOWN, null);
        }
        return switch (calendar.day(date)) {
            case CalendarDay.Unknown unknown -> new Segment(start, end, 0, Place.UNKNOWN, null);
            case CalendarDay.Closed closed -> new Segment(start, end, 0, Place.BETWEEN, null);
            case CalendarDay.Trading trading -> within(time, start, end, trading.sessions());
        };
    }

    private static Segment within(long time, long start, long end, List<Session> sessions) {
        long from = start;
        for (Session session : sessions) {
            long open = session.open().getEpochSecond();
            long close = session.close().getEpochSecond();
            if (time < open) {
                return new Segment(from, open, 0, Place.BETWEEN, null);
            }
            if (time < close) {
                return new Segment(open, close, open, Place.SESSION, session.kind());
            }
            from = close;
        }
        return new Segment(from, end, 0, Place.BETWEEN, null);
    }
}
