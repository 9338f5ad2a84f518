package counterfoil.market.calendar;

import counterfoil.market.Mic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a market trades. Its special dates are worked out once, so that a day is looked up in constant time. A date before
 * the first or after the last that its terms speak of is {@link CalendarDay.Unknown}: nothing is concluded from rules for
 * years of which nobody published dates.
 */
public final class TradingCalendar {
    private static final int LOOK_AHEAD_DAYS = 31;

    private final CalendarTerms terms;
    /** Special dates; a value's sessions are null where there is no trading. */
    private final Map<LocalDate, Special> specials = new HashMap<>();

    private record Special(String name, @Nullable List<SessionTimes> sessions) {}

    /** The calendar that terms describe. */
    public TradingCalendar(CalendarTerms terms) {
        this.terms = terms;
        // What is observed on a neighbouring day may cross the turn of the year.
        for (int year = from().getYear() - 1; year <= until().getYear() + 1; year++) {
            for (CalendarRule rule : terms.rules()) {
                rule.in(year)
                        .ifPresent(date -> specials.merge(
                                date,
                                new Special(rule.name(), rule.sessions()),
                                (before, added) -> before.sessions != null && added.sessions == null ? added : before));
            }
        }
        for (CalendarDate special : terms.dates()) {
            special.from()
                    .datesUntil(special.to().plusDays(1))
                    .forEach(date -> specials.put(date, new Special(special.name(), special.sessions())));
        }
    }

    /** Its name, for people. */
    public String name() {
        return terms.name();
    }

    /** Where its dates were published. */
    public String source() {
        return terms.source();
    }

    /** The markets that it holds for. */
    public Set<Mic> mics() {
        return terms.mics();
    }

    /** The zone of its local times and its dates. */
    public ZoneId zone() {
        return terms.zone();
    }

    /** First date that it knows. */
    public LocalDate from() {
        return terms.weeks().getFirst().from();
    }

    /** Last date that it knows. */
    public LocalDate until() {
        return terms.until();
    }

    /** What it says of a date. */
    public CalendarDay day(LocalDate date) {
        if (date.isBefore(from()) || date.isAfter(until())) {
            return new CalendarDay.Unknown(
                    date, "the calendar '" + name() + "' knows the dates from " + from() + " to " + until());
        }
        TradingWeek week = weekOf(date);
        Special special = specials.get(date);
        boolean usual = week.days().contains(date.getDayOfWeek());
        if (special == null) {
            return usual ? trading(date, null, week.sessions(), week) : new CalendarDay.Closed(date, null);
        }
        List<SessionTimes> sessions = special.sessions;
        if (sessions == null) {
            return new CalendarDay.Closed(date, usual ? special.name : null);
        }
        boolean opensWeekend =
                terms.dates().stream().anyMatch(one -> !date.isBefore(one.from()) && !date.isAfter(one.to()));
        return usual || opensWeekend ? trading(date, special.name, sessions, week) : new CalendarDay.Closed(date, null);
    }

    private TradingWeek weekOf(LocalDate date) {
        List<TradingWeek> weeks = terms.weeks();
        int i = weeks.size() - 1;
        while (date.isBefore(weeks.get(i).from())) {
            i--;
        }
        return weeks.get(i);
    }

    private CalendarDay.Trading trading(
            LocalDate date, @Nullable String name, List<SessionTimes> times, TradingWeek week) {
        List<Session> sessions = times.stream()
                .map(one -> new Session(one.kind(), date, instant(date, one.open()), instant(date, one.close())))
                .toList();
        return new CalendarDay.Trading(
                date,
                name,
                sessions,
                lastOpenMinute(times) < lastOpenMinute(week.sessions()),
                firstOpenMinute(times) > firstOpenMinute(week.sessions()));
    }

    private static int firstOpenMinute(List<SessionTimes> sessions) {
        return sessions.stream()
                .filter(one -> one.kind() == SessionKind.REGULAR)
                .mapToInt(SessionTimes::open)
                .min()
                .orElse(0);
    }

    private static int lastOpenMinute(List<SessionTimes> sessions) {
        return sessions.stream()
                .filter(one -> one.kind() == SessionKind.REGULAR)
                .mapToInt(SessionTimes::close)
                .max()
                .orElse(SessionTimes.MINUTES_OF_A_DAY);
    }

    /** The instant of a local time; one that summer time leaves out stands for the instant after the gap. */
    private Instant instant(LocalDate date, int minute) {
        return minute == SessionTimes.MINUTES_OF_A_DAY
                ? date.plusDays(1).atStartOfDay(zone()).toInstant()
                : date.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                        .atZone(zone())
                        .toInstant();
    }

    /** Whether the market trades at an instant, and when that changes. */
    public SessionState stateAt(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone());
        if (day(date) instanceof CalendarDay.Unknown unknown) {
            return new SessionState.Unavailable(unknown.reason());
        }
        List<Session> ahead = sessionsFrom(date);
        Session current = ahead.stream()
                .filter(session -> session.contains(instant))
                .findFirst()
                .orElse(null);
        List<Session> stretches = openStretches(ahead);
        Instant end = date.plusDays(LOOK_AHEAD_DAYS).atStartOfDay(zone()).toInstant();
        Instant nextOpen = stretches.stream()
                .filter(stretch -> stretch.kind() == SessionKind.REGULAR)
                .map(Session::open)
                .filter(open -> open.isAfter(instant))
                .findFirst()
                .orElse(null);
        Instant nextClose = stretches.stream()
                .map(Session::close)
                .filter(close -> close.isAfter(instant) && close.isBefore(end))
                .findFirst()
                .orElse(null);
        return new SessionState.Known(date, current == null ? null : current.kind(), nextOpen, nextClose);
    }

    private List<Session> sessionsFrom(LocalDate first) {
        List<Session> sessions = new ArrayList<>();
        for (LocalDate date = first; date.isBefore(first.plusDays(LOOK_AHEAD_DAYS)); date = date.plusDays(1)) {
            if (day(date) instanceof CalendarDay.Trading trading) {
                sessions.addAll(trading.sessions());
            }
        }
        return sessions;
    }

    /** Open sessions, those drawn together that follow each other without a break, such as days of a market that never closes. */
    private static List<Session> openStretches(List<Session> sessions) {
        List<Session> stretches = new ArrayList<>();
        for (Session session : sessions) {
            if (!session.kind().isOpen()) {
                continue;
            }
            Session last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null && last.kind() == session.kind() && last.close().equals(session.open())) {
                stretches.set(
                        stretches.size() - 1, new Session(last.kind(), last.date(), last.open(), session.close()));
            } else {
                stretches.add(session);
            }
        }
        return stretches;
    }

    @Override
    public String toString() {
        return name() + " " + mics();
    }
}
