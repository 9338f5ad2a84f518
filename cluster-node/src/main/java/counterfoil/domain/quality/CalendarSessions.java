package counterfoil.domain.quality;

import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.Segments.Place;
import counterfoil.market.calendar.TradingCalendar;
import java.time.LocalDate;

/** Sessions by a calendar; of dates that it does not know nothing is sure. */
public final class CalendarSessions implements Sessions {
    private final TradingCalendar calendar;
    private final Segments segments;

    /** The sessions of the markets of a calendar. */
    public CalendarSessions(TradingCalendar calendar) {
        this.calendar = calendar;
        this.segments = new Segments(calendar.zone(), calendar);
    }

    @Override
    public boolean isOpenOn(LocalDate date) {
        return calendar.day(date) instanceof CalendarDay.Trading;
    }

    @Override
    public boolean isClosedOn(LocalDate date) {
        return calendar.day(date) instanceof CalendarDay.Closed;
    }

    @Override
    public boolean isClosedAt(long epochSecond) {
        return segments.at(epochSecond).place() == Place.BETWEEN;
    }
}
