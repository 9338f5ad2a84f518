package counterfoil.domain.series;

import counterfoil.domain.series.DayDifference.Field;
import counterfoil.market.Bar;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.Session;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares recorded days with the minutes of their regular trading.
 *
 * <p>Minutes may be missing, since a minute without a trade has no bar and an import may bring a part of a day. So what
 * holds for every part is checked always: no minute lies outside of the day's range, and minutes do not sum to more volume
 * than the day's. The open is compared only if the first minute of trading is there, the close only if the last one is, and
 * the whole range only if, beside both, nine of ten minutes are.
 */
public final class DayCheck {
    /** By which fraction prices may differ: official prices come from auctions, which minutes may lack. */
    public static final double PRICE_TOLERANCE = 0.005;

    /** By which fraction the minutes' volume may lie above the day's. */
    public static final double VOLUME_TOLERANCE = 0.01;

    private static final double WHOLE = 0.9;
    private static final long MINUTE = 60;

    private final Segments segments;
    private final List<DayDifference> differences = new ArrayList<>();

    private DayCheck(TradingCalendar calendar) {
        this.segments = new Segments(calendar.zone(), calendar);
    }

    /**
     * All differences, oldest first, in the order of {@link Field} within a date. Dates that the calendar does not know, or
     * on which it knows no trading, are passed over.
     *
     * @param days recorded days, raw, of which the first {@code dayEnd} count
     * @param minutes recorded minutes, raw, of which the first {@code minuteEnd} count
     * @param calendar of their market
     */
    public static List<DayDifference> of(
            Series days, int dayEnd, Series minutes, int minuteEnd, TradingCalendar calendar) {
        DayCheck check = new DayCheck(calendar);
        int minute = 0;
        while (minute < minuteEnd) {
            LocalDate date = check.segments.dateOf(minutes.time(minute));
            int next = Math.min(minuteEnd, minutes.indexAtOrAfter(check.segments.startOf(date.plusDays(1))));
            int day = days.indexAtOrAfter(Timeframe.timeOf(date));
            if (day < dayEnd
                    && days.time(day) == Timeframe.timeOf(date)
                    && calendar.day(date) instanceof CalendarDay.Trading trading) {
                check.compare(trading, days.bar(day), minutes, minute, next);
            }
            minute = next;
        }
        return List.copyOf(check.differences);
    }

    private void compare(CalendarDay.Trading trading, Bar day, Series minutes, int from, int to) {
        BarBuffer regular = new BarBuffer();
        minutes.read(from, to, new RegularMinutes(segments, regular));
        if (regular.size() == 0) {
            return;
        }
        Resampler one = Resampler.intoOne(day.time(), (time, open, high, low, close, volume) -> {
            Bar made = new Bar(time, open, high, low, close, volume);
            boolean first = regular.time(0) == start(trading);
            boolean last = regular.time(regular.size() - 1) >= lastMinute(trading);
            boolean whole = first && last && regular.size() >= WHOLE * minutesOf(trading);
            compare(trading.date(), day, made, first, last, whole);
        });
        minutes.read(from, to, new RegularMinutes(segments, one));
        one.end();
    }

    private void compare(LocalDate date, Bar day, Bar made, boolean first, boolean last, boolean whole) {
        if (first && isFar(made.open(), day.open())) {
            add(date, Field.OPEN, day.open(), made.open(), PRICE_TOLERANCE);
        }
        if (isFar(made.high(), day.high()) && (whole || made.high() > day.high())) {
            add(date, Field.HIGH, day.high(), made.high(), PRICE_TOLERANCE);
        }
        if (isFar(made.low(), day.low()) && (whole || made.low() < day.low())) {
            add(date, Field.LOW, day.low(), made.low(), PRICE_TOLERANCE);
        }
        if (last && isFar(made.close(), day.close())) {
            add(date, Field.CLOSE, day.close(), made.close(), PRICE_TOLERANCE);
        }
        if (made.volume() > day.volume() * (1 + VOLUME_TOLERANCE)) {
            add(date, Field.VOLUME, day.volume(), made.volume(), VOLUME_TOLERANCE);
        }
    }

    private void add(LocalDate date, Field field, double recorded, double minutes, double tolerance) {
        differences.add(new DayDifference(date, field, recorded, minutes, tolerance));
    }

    private static boolean isFar(double value, double recorded) {
        return Math.abs(value - recorded) > PRICE_TOLERANCE * Math.abs(recorded);
    }

    private static long start(CalendarDay.Trading trading) {
        return open(trading).getFirst().open().getEpochSecond();
    }

    /** From when on a minute is the last one: that before the close, or any of a closing auction. */
    private static long lastMinute(CalendarDay.Trading trading) {
        Session last = open(trading).getLast();
        return last.kind() == SessionKind.AUCTION
                ? last.open().getEpochSecond()
                : last.close().getEpochSecond() - MINUTE;
    }

    private static long minutesOf(CalendarDay.Trading trading) {
        return trading.sessions().stream()
                .filter(session -> session.kind() == SessionKind.REGULAR)
                .mapToLong(session ->
                        (session.close().getEpochSecond() - session.open().getEpochSecond()) / MINUTE)
                .sum();
    }

    private static List<Session> open(CalendarDay.Trading trading) {
        return trading.sessions().stream()
                .filter(session -> session.kind().isOpen())
                .toList();
    }
}
