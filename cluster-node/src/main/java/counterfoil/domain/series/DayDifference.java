package counterfoil.domain.series;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A recorded day says otherwise than the minutes of its regular trading.
 *
 * @param date of the day
 * @param field what differs
 * @param recorded value of the recorded day, which stands
 * @param minutes value that the minutes make
 * @param tolerance by which fraction of the recorded value they may differ
 */
public record DayDifference(LocalDate date, Field field, double recorded, double minutes, double tolerance) {
    /** A value of a bar. */
    public enum Field {
        /** The first price. */
        OPEN,
        /** The highest price. */
        HIGH,
        /** The lowest price. */
        LOW,
        /** The last price. */
        CLOSE,
        /** What was traded. */
        VOLUME
    }

    /** Both values and the tolerance, in one line for people. */
    public String evidence() {
        return "%s of the recorded day is %s, its minutes say %s; they may differ by %s %%"
                .formatted(
                        field.name().toLowerCase(Locale.ROOT), shown(recorded), shown(minutes), shown(tolerance * 100));
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
