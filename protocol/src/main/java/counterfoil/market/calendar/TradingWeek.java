package counterfoil.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The usual hours from a date on.
 *
 * @param from first date
 * @param days weekdays with trading, at least one
 * @param sessions of each of them
 */
public record TradingWeek(LocalDate from, Set<DayOfWeek> days, List<SessionTimes> sessions) {
    /** Copies in, and refuses a week without trading. */
    public TradingWeek {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a week has a day with trading, from " + from);
        }
        days = Set.copyOf(days);
        sessions = SessionTimes.ofOneDay(sessions);
    }
}
