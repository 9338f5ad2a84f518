package counterfoil.http;

import counterfoil.market.Timeframe;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Dates and instants as the contract writes them. All are refused with {@link IllegalArgumentException} when they are
 * of another form, do not exist, or lie outside of the years {@value #MIN_YEAR} to {@value #MAX_YEAR}.
 */
public final class IsoTime {
    /** First year. */
    public static final int MIN_YEAR = 1900;

    /** Last year. */
    public static final int MAX_YEAR = 2200;

    private static final int MAX_LENGTH = 40;
    private static final String MINUTE_FORM = "####-##-##T##:##:00Z";

    private IsoTime() {}

    /** The date that {@code YYYY-MM-DD} names. */
    public static LocalDate date(String text) {
        if (!hasForm(text, "####-##-##")) {
            throw new IllegalArgumentException("expected a date YYYY-MM-DD, found " + Faults.shown(text));
        }
        return dateAtStart(text);
    }

    /** Epoch seconds of an instant such as {@code 2013-11-25T00:01:00Z} or, with an offset, {@code …T02:01+02:00}. */
    public static long instant(String text) {
        if (hasForm(text, MINUTE_FORM)) {
            int hour = number(text, 11, 2);
            int minute = number(text, 14, 2);
            if (hour < 24 && minute < 60) {
                return Timeframe.timeOf(dateAtStart(text)) + hour * 3_600L + minute * 60L;
            }
        }
        try {
            if (text.length() > MAX_LENGTH) {
                throw noInstant(text);
            }
            OffsetDateTime time = OffsetDateTime.parse(text);
            requireYear(time.getYear(), text);
            if (time.getNano() != 0) {
                throw new IllegalArgumentException("not on a whole second: " + text);
            }
            return time.toEpochSecond();
        } catch (DateTimeParseException refused) {
            throw noInstant(text);
        }
    }

    /**
     * The instant by which something was known: an instant with up to nine decimals of a second, or a date, which means
     * the last nanosecond of that day in UTC.
     */
    public static Instant knownAt(String text) {
        if (text.indexOf('T') < 0) {
            return date(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusNanos(1);
        }
        try {
            if (text.length() > MAX_LENGTH) {
                throw noInstant(text);
            }
            OffsetDateTime time = OffsetDateTime.parse(text);
            requireYear(time.getYear(), text);
            return time.toInstant();
        } catch (DateTimeParseException refused) {
            throw noInstant(text);
        }
    }

    /** The time of a bar: a date for a timeframe of days, else an instant on a whole minute. */
    public static long barTime(Timeframe timeframe, String text) {
        if (timeframe.isDated()) {
            return Timeframe.timeOf(date(text));
        }
        long seconds = instant(text);
        if (seconds % 60 != 0) {
            throw new IllegalArgumentException("not on a whole minute: " + text);
        }
        return seconds;
    }

    private static LocalDate dateAtStart(String text) {
        int year = number(text, 0, 4);
        requireYear(year, text);
        try {
            return LocalDate.of(year, number(text, 5, 2), number(text, 8, 2));
        } catch (DateTimeException refused) {
            throw noSuchDate(text);
        }
    }

    private static IllegalArgumentException noSuchDate(String text) {
        return new IllegalArgumentException("no such date: " + text);
    }

    private static IllegalArgumentException noInstant(String text) {
        return new IllegalArgumentException(
                "expected an instant such as 2013-11-25T00:01:00Z, found " + Faults.shown(text));
    }

    private static void requireYear(int year, String text) {
        if (year < MIN_YEAR || year > MAX_YEAR) {
            throw new IllegalArgumentException("year outside of " + MIN_YEAR + " to " + MAX_YEAR + ": " + text);
        }
    }

    /** Whether a text equals a form in which {@code #} stands for an ASCII digit. */
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '#' ? c < '0' || c > '9' : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
