package counterfoil.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** Which date of a year is meant. */
public sealed interface DateRule {
    /** The date in a year; empty where the rule gives none. It may fall into a neighbouring year. */
    Optional<LocalDate> in(int year);

    /**
     * The same date every year, and where it moves from a weekend.
     *
     * @param day month and day; 29 February gives nothing in other years
     * @param onSaturday what happens when it is a Saturday
     * @param onSunday what happens when it is a Sunday
     */
    record Fixed(MonthDay day, Move onSaturday, Move onSunday) implements DateRule {
        @Override
        public Optional<LocalDate> in(int year) {
            if (!day.isValidYear(year)) {
                return Optional.empty();
            }
            LocalDate date = day.atYear(year);
            return switch (date.getDayOfWeek()) {
                case SATURDAY -> onSaturday.of(date);
                case SUNDAY -> onSunday.of(date);
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> Optional.of(date);
            };
        }
    }

    /**
     * A weekday of a month, counted from its beginning or its end.
     *
     * @param ordinal 1 to 5, or −1 for the last; a fifth one that a month lacks gives nothing
     */
    record Weekday(int ordinal, DayOfWeek weekday, Month month) implements DateRule {
        /** Refuses an ordinal that no month has. */
        public Weekday {
            if (ordinal != -1 && (ordinal < 1 || ordinal > 5)) {
                throw new IllegalArgumentException("a month has a first to fifth, and a last, weekday: " + ordinal);
            }
        }

        @Override
        public Optional<LocalDate> in(int year) {
            LocalDate date = LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
            return date.getMonth() == month ? Optional.of(date) : Optional.empty();
        }
    }

    /**
     * A number of days from Easter Sunday of the Gregorian calendar: −2 is Good Friday, 1 Easter Monday, 50 Whit Monday.
     */
    record Easter(int days) implements DateRule {
        @Override
        public Optional<LocalDate> in(int year) {
            return Optional.of(sunday(year).plusDays(days));
        }

        /**
         * Easter Sunday by the anonymous Gregorian algorithm in the form of Meeus, Astronomical Algorithms (1991), chapter 8:
         * the variables are his.
         */
        static LocalDate sunday(int year) {
            int a = year % 19;
            int b = year / 100;
            int c = year % 100;
            int d = b / 4;
            int e = b % 4;
            int f = (b + 8) / 25;
            int g = (b - f + 1) / 3;
            int h = (19 * a + b - d - g + 15) % 30;
            int i = c / 4;
            int k = c % 4;
            int l = (32 + 2 * e + 2 * i - h - k) % 7;
            int m = (a + 11 * h + 22 * l) / 451;
            int n = h + l - 7 * m + 114;
            return LocalDate.of(year, n / 31, n % 31 + 1);
        }
    }

    /** What becomes of a date that falls on a weekend. */
    enum Move {
        /** It stays where it is. */
        STAY,
        /** It is not observed. */
        DROP,
        /** The Friday before. */
        FRIDAY,
        /** The Monday after. */
        MONDAY,
        /** The Tuesday after, where Monday is taken. */
        TUESDAY;

        Optional<LocalDate> of(LocalDate date) {
            return switch (this) {
                case STAY -> Optional.of(date);
                case DROP -> Optional.empty();
                case FRIDAY -> Optional.of(date.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)));
                case MONDAY -> Optional.of(date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
                case TUESDAY -> Optional.of(date.with(TemporalAdjusters.next(DayOfWeek.TUESDAY)));
            };
        }
    }
}
