package counterfoil.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A date of every year that is unlike others: without trading, or with other sessions.
 *
 * @param name of the holiday, or why hours are others
 * @param on which date
 * @param plusDays days after it, such as 1 for the day after Thanksgiving
 * @param years in which the rule holds, by the year of {@code on}
 * @param weekdays the rule holds only when the date is one of these; none stands for all
 * @param sessions of that date; null when there is no trading
 */
public record CalendarRule(
        String name,
        DateRule on,
        int plusDays,
        Years years,
        Set<DayOfWeek> weekdays,
        @Nullable List<SessionTimes> sessions) {
    private static final int FURTHEST = 31;

    /** Copies in, and refuses a rule without a name or with a date further away than a month. */
    public CalendarRule {
        CalendarDate.requireName(name);
        if (Math.abs(plusDays) > FURTHEST) {
            throw new IllegalArgumentException("a rule's date lies within 31 days: " + plusDays);
        }
        weekdays = Set.copyOf(weekdays);
        sessions = sessions == null ? null : SessionTimes.ofOneDay(sessions);
    }

    /** The date in a year; empty where the rule does not hold. */
    Optional<LocalDate> in(int year) {
        if (!years.contains(year)) {
            return Optional.empty();
        }
        return on.in(year)
                .map(date -> date.plusDays(plusDays))
                .filter(date -> weekdays.isEmpty() || weekdays.contains(date.getDayOfWeek()));
    }
}
