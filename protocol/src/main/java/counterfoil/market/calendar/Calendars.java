package counterfoil.market.calendar;

import counterfoil.market.Mic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calendars that a node knows, by market. */
public final class Calendars {
    /** None: every market is without a calendar. */
    public static final Calendars NONE = new Calendars(List.of(), "none");

    private final Map<Mic, TradingCalendar> byMic = new HashMap<>();
    private final String version;

    /**
     * Calendars of different markets.
     *
     * @param version names their content: equal for equal calendars, as answers that follow from them depend on it
     * @throws IllegalArgumentException if two hold for one market
     */
    public Calendars(Collection<TradingCalendar> calendars, String version) {
        this.version = version;
        for (TradingCalendar calendar : calendars) {
            for (Mic mic : calendar.mics()) {
                TradingCalendar other = byMic.put(mic, calendar);
                if (other != null) {
                    throw new IllegalArgumentException(
                            mic + " has two calendars: '" + other.name() + "' and '" + calendar.name() + "'");
                }
            }
        }
    }

    /** The calendar of a market; empty where there is none. */
    public Optional<TradingCalendar> of(Mic mic) {
        return Optional.ofNullable(byMic.get(mic));
    }

    /** Names the content of all calendars. */
    public String version() {
        return version;
    }

    /** Why nothing can be said about the sessions of a market without a calendar. */
    public static String missing(Mic mic) {
        return "there is no calendar for " + mic;
    }
}
