package counterfoil.domain.quality;

import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.TradingCalendar;
import java.time.LocalDate;

/** The sessions that a calendar knows. Remembers the last date asked for: not safe for use by two threads. */
public final class CalendarSessions implements Sessions {
    private final TradingCalendar calendar;
    private final Segments segments;
    private CalendarDay last;

    /** Those of one market. */
    public CalendarSessions(TradingCalendar calendar) {
        this.calendar = calendar;
        this.segments = new Segments(calendar.zone(), calendar);
        this.last = calendar.day(calendar.from());
    }

    @Override
    public boolean isOpenOn(LocalDate date) {
        return day(date) instanceof CalendarDay.Trading;
    }

    @Override
    public boolean isClosedOn(LocalDate date) {
        return day(date) instanceof CalendarDay.Closed;
    }

    private CalendarDay day(LocalDate date) {
        if (!last.date().equals(date)) {
            last = calendar.day(date);
        }
        return last;
    }

    @Override
    public boolean isClosedAt(long epochSecond) {
        return segments.at(epochSecond).place() == Segments.Place.BETWEEN;
    }
}
