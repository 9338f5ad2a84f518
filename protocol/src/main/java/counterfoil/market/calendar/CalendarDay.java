package counterfoil.market.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a calendar says of a date. */
public sealed interface CalendarDay {
    /** The date. */
    LocalDate date();

    /**
     * A date with trading.
     *
     * @param name why its hours are others than usual; null for the usual hours
     * @param sessions in order, none of them overlapping; at least one
     * @param earlyClose whether regular trading ends before the usual time
     * @param lateOpen whether regular trading begins after the usual time
     */
    record Trading(LocalDate date, @Nullable String name, List<Session> sessions, boolean earlyClose, boolean lateOpen)
            implements CalendarDay {
        /** Copies the sessions in. */
        public Trading {
            sessions = List.copyOf(sessions);
        }

        /** The first session of regular trading; empty on a date that has none. */
        public Optional<Session> firstRegular() {
            return sessions.stream()
                    .filter(session -> session.kind() == SessionKind.REGULAR)
                    .findFirst();
        }

        /** The last session of regular trading; empty on a date that has none. */
        public Optional<Session> lastRegular() {
            return sessions.reversed().stream()
                    .filter(session -> session.kind() == SessionKind.REGULAR)
                    .findFirst();
        }
    }

    /** A date without trading; {@code holiday} names why, and is null on a weekday without trading such as Sunday. */
    record Closed(LocalDate date, @Nullable String holiday) implements CalendarDay {}

    /** A date of which the calendar knows nothing, and why. */
    record Unknown(LocalDate date, String reason) implements CalendarDay {}
}
