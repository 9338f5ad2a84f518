package counterfoil.market.calendar;

import counterfoil.market.Mic;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What a calendar's file says.
 *
 * @param name of the calendar, for people
 * @param source where its dates were published
 * @param mics markets that it holds for, at least one
 * @param zone in which its times are local
 * @param weeks the usual hours, each until the next begins; the first begins with the first date that is known
 * @param until last date that is known
 * @param rules dates of every year; the first that closes a date wins, else the first that gives it sessions
 * @param dates single dates; they win over rules, and the last of them over others
 */
public record CalendarTerms(
        String name,
        String source,
        Set<Mic> mics,
        ZoneId zone,
        List<TradingWeek> weeks,
        LocalDate until,
        List<CalendarRule> rules,
        List<CalendarDate> dates) {
    private static final int MOST_RULES = 200;
    private static final int MOST_DATES = 2_000;
    private static final int MOST_YEARS = 400;

    /** Copies in, and refuses terms that contradict each other. */
    public CalendarTerms {
        CalendarDate.requireName(name);
        mics = Set.copyOf(mics);
        weeks = List.copyOf(weeks);
        rules = List.copyOf(rules);
        dates = List.copyOf(dates);
        if (mics.isEmpty() || weeks.isEmpty()) {
            throw new IllegalArgumentException("a calendar has a market and its usual hours");
        }
        for (Mic mic : mics) {
            if (!mic.zone().equals(zone)) {
                throw new IllegalArgumentException(
                        "dates of " + mic + " are reckoned in " + mic.zone() + ", not in " + zone);
            }
        }
        for (int i = 1; i < weeks.size(); i++) {
            if (!weeks.get(i).from().isAfter(weeks.get(i - 1).from())) {
                throw new IllegalArgumentException(
                        "usual hours ascend by date: " + weeks.get(i).from());
            }
        }
        LocalDate first = weeks.getFirst().from();
        if (until.isBefore(weeks.getLast().from()) || until.getYear() - first.getYear() > MOST_YEARS) {
            throw new IllegalArgumentException("a calendar ends after its usual hours begin, and spans at most "
                    + MOST_YEARS + " years: " + first + " to " + until);
        }
        if (rules.size() > MOST_RULES || dates.size() > MOST_DATES) {
            throw new IllegalArgumentException(
                    "a calendar has at most " + MOST_RULES + " rules and " + MOST_DATES + " special dates");
        }
    }

    /** These terms for other markets. */
    public CalendarTerms withMics(Set<Mic> others) {
        return new CalendarTerms(name, source, others, zone, weeks, until, rules, dates);
    }
}
