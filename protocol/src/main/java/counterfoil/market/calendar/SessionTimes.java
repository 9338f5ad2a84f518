package counterfoil.market.calendar;

import java.util.List;

/**
 * A session as a calendar states it: local times of one day, in minutes after midnight.
 *
 * @param kind what kind of trading
 * @param open first minute, 0 to 1439
 * @param close minute after the last one, above {@code open}, up to 1440 for midnight
 */
public record SessionTimes(SessionKind kind, int open, int close) {
    /** Minutes of a day. */
    public static final int MINUTES_OF_A_DAY = 1_440;

    /** Refuses times that are not of one day, or not in order. */
    public SessionTimes {
        if (open < 0 || close > MINUTES_OF_A_DAY || open >= close) {
            throw new IllegalArgumentException(
                    "a session opens before it closes, within one day: " + clock(open) + " to " + clock(close));
        }
    }

    /**
     * The sessions of one day, copied.
     *
     * @throws IllegalArgumentException if there is none, or one begins before the one before it has ended
     */
    public static List<SessionTimes> ofOneDay(List<SessionTimes> sessions) {
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("a day with trading has a session");
        }
        for (int i = 1; i < sessions.size(); i++) {
            if (sessions.get(i).open < sessions.get(i - 1).close) {
                throw new IllegalArgumentException("sessions follow each other: " + sessions.get(i) + " begins before "
                        + sessions.get(i - 1) + " has ended");
            }
        }
        return List.copyOf(sessions);
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(Math.floorDiv(minute, 60), Math.floorMod(minute, 60));
    }

    @Override
    public String toString() {
        return kind.code() + " " + clock(open) + " to " + clock(close);
    }
}
