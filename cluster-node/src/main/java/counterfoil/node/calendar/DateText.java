package counterfoil.node.calendar;

import counterfoil.market.calendar.DateRule;
import counterfoil.market.calendar.DateRule.Move;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts by which a calendar's file names a date of every year: {@code 12-25}, {@code third monday of january},
 * {@code last monday of may}, {@code easter-2}.
 */
final class DateText {
    private static final Pattern FIXED = Pattern.compile("(\\d{2})-(\\d{2})");
    private static final Pattern WEEKDAY =
            Pattern.compile("(first|second|third|fourth|fifth|last) ([a-z]+) of ([a-z]+)");
    private static final Pattern EASTER = Pattern.compile("easter(?:([+-]\\d{1,3}))?");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private DateText() {}

    /**
     * The rule of a text.
     *
     * @param saturday what becomes of a fixed date on a Saturday
     * @param sunday the same for a Sunday
     * @throws IllegalArgumentException if it is none
     */
    static DateRule parse(String text, Move saturday, Move sunday) {
        Matcher fixed = FIXED.matcher(text);
        if (fixed.matches()) {
            return new DateRule.Fixed(monthDay(text, fixed), saturday, sunday);
        }
        if (saturday != Move.STAY || sunday != Move.STAY) {
            throw new IllegalArgumentException("only a date such as 12-25 moves from a weekend, not '" + text + "'");
        }
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches()) {
            String ordinal = weekday.group(1);
            return new DateRule.Weekday(
                    ordinal.equals("last") ? -1 : ORDINALS.indexOf(ordinal) + 1,
                    weekday(weekday.group(2)),
                    named(Month.values(), weekday.group(3), "month"));
        }
        Matcher easter = EASTER.matcher(text);
        if (easter.matches()) {
            return new DateRule.Easter(easter.group(1) == null ? 0 : Integer.parseInt(easter.group(1)));
        }
        throw new IllegalArgumentException(
                "a date is such as 12-25, third monday of january, last monday of may, easter-2, not '" + text + "'");
    }

    private static MonthDay monthDay(String text, Matcher fixed) {
        try {
            return MonthDay.of(Integer.parseInt(fixed.group(1)), Integer.parseInt(fixed.group(2)));
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException("there is no such month and day: '" + text + "'", refused);
        }
    }

    /** The weekday that a name, or its first three letters, stand for. */
    static DayOfWeek weekday(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (text.equals(name) || text.equals(name.substring(0, 3))) {
                return day;
            }
        }
        throw new IllegalArgumentException("a weekday is such as mon or monday, not '" + text + "'");
    }

    /** The value of a closed choice that a word in lower case stands for. */
    static <E extends Enum<E>> E named(E[] values, String text, String what) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        List<String> names = List.of(values).stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new IllegalArgumentException(what + " is one of " + String.join(", ", names) + ", not '" + text + "'");
    }
}
