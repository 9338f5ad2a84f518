package counterfoil.market.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dates that are unlike others once: a special closing, or a special opening, which may fall on a weekend.
 *
 * @param from first date
 * @param to last date, included
 * @param name why
 * @param sessions of those dates; null when there is no trading
 */
public record CalendarDate(
        LocalDate from, LocalDate to, String name, @Nullable List<SessionTimes> sessions) {
    /** Longest span: four months, as the longest closing of a market in war. */
    private static final int LONGEST = 150;

    private static final int LONGEST_NAME = 100;

    /** Copies in, and refuses a span that is empty or too long, and one without a name. */
    public CalendarDate {
        requireName(name);
        if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST))) {
            throw new IllegalArgumentException("special dates span 1 to " + LONGEST + " days: " + from + " to " + to);
        }
        sessions = sessions == null ? null : SessionTimes.ofOneDay(sessions);
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST_NAME + " characters: '" + name + "'");
        }
    }
}
