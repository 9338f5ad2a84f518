package counterfoil.market.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A session of one date.
 *
 * @param kind what kind of trading
 * @param date the trading date
 * @param open its first instant
 * @param close the first instant after it
 */
public record Session(SessionKind kind, LocalDate date, Instant open, Instant close) {
    /** Whether an instant lies in the session. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(open) && instant.isBefore(close);
    }
}
