package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The length of a bar. Minutes and days are recorded as facts; the others are computed from them on read.
 *
 * <p>A bar's time is the start of its interval in epoch seconds. A bar of a day or longer stands for a trading date, not
 * for an instant: its time is that date at 00:00 UTC, whatever the exchange's zone.
 */
public enum Timeframe {
    /** One minute, recorded. */
    M1("1m", 60),
    /** Five minutes, computed from minutes. */
    M5("5m", 300),
    /** Fifteen minutes, computed from minutes. */
    M15("15m", 900),
    /** One hour, computed from minutes. */
    H1("1h", 3_600),
    /** One trading day, recorded. */
    D1("1d", 86_400),
    /** One week that starts on Monday, computed from days. */
    W1("1w", 7 * 86_400),
    /** One calendar month, computed from days. */
    MO1("1mo", 31 * 86_400);

    private static final long SECONDS_PER_DAY = 86_400;

    private final String code;
    private final int seconds;

    Timeframe(String code, int seconds) {
        this.code = code;
        this.seconds = seconds;
    }

    /** The code that the contract uses, such as {@code 1d}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** Length in seconds; the greatest length for a month. */
    public int seconds() {
        return seconds;
    }

    /**
     * The timeframe that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Timeframe parse(String code) {
        for (Timeframe timeframe : values()) {
            if (timeframe.code.equals(code)) {
                return timeframe;
            }
        }
        throw new IllegalArgumentException("unknown timeframe (1m, 5m, 15m, 1h, 1d, 1w, 1mo): " + code);
    }

    /** Whether bars of this length are recorded; the others are computed from {@link #recorded()}. */
    public boolean isRecorded() {
        return this == M1 || this == D1;
    }

    /** The recorded timeframe that this one is computed from; itself when it is recorded. */
    public Timeframe recorded() {
        return isDated() ? D1 : M1;
    }

    /** Whether a bar's time stands for a trading date instead of an instant. */
    public boolean isDated() {
        return this == D1 || this == W1 || this == MO1;
    }

    /**
     * The start, in epoch seconds, of the bar that contains the given bar time of {@link #recorded()}. Bars shorter than a day
     * are counted from the epoch here; those of a market are counted from the start of its sessions
     * ({@link counterfoil.market.calendar.Segments}).
     */
    public long startOf(long time) {
        return switch (this) {
            case M1, M5, M15, H1, D1 -> time - Math.floorMod(time, (long) seconds);
            case W1 -> {
                // The epoch day was a Thursday; weeks start on Monday.
                long day = Math.floorDiv(time, SECONDS_PER_DAY);
                yield (day - Math.floorMod(day + 3, 7L)) * SECONDS_PER_DAY;
            }
            case MO1 -> dateOf(time).withDayOfMonth(1).toEpochDay() * SECONDS_PER_DAY;
        };
    }

    /** The date of a dated bar's time; for an instant its UTC date. */
    public static LocalDate dateOf(long time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time, SECONDS_PER_DAY));
    }

    /** The bar time, in epoch seconds, that stands for a trading date. */
    public static long timeOf(LocalDate date) {
        return date.toEpochDay() * SECONDS_PER_DAY;
    }

    /** A bar's time as the contract writes it: a date for a dated timeframe, else a UTC instant. */
    public String format(long time) {
        return isDated()
                ? dateOf(time).toString()
                : Instant.ofEpochSecond(time)
                        .atOffset(ZoneOffset.UTC)
                        .toInstant()
                        .toString();
    }

    @Override
    public String toString() {
        return code;
    }
}
