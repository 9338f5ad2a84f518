package counterfoil.market.calendar;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether a market trades at an instant. */
public sealed interface SessionState {
    /**
     * The calendar knows.
     *
     * @param date the date at the market
     * @param session what kind of session it is; null while the market is closed
     * @param nextOpen when regular trading begins next; null when it has begun and never ends, or when no beginning is
     *     known within a month
     * @param nextClose when the trading that goes on, or comes next, ends; null when it never does, or no end is known
     *     within a month
     */
    record Known(
            LocalDate date,
            @Nullable SessionKind session,
            @Nullable Instant nextOpen,
            @Nullable Instant nextClose) implements SessionState {}

    /** No calendar knows, and why. */
    record Unavailable(String reason) implements SessionState {}
}
