package counterfoil.market.calendar;

import java.util.Locale;

/** What kind of trading a session is. */
public enum SessionKind {
    /** Before the market opens. */
    PRE,
    /** Continuous trading: the market is open. */
    REGULAR,
    /** An auction that belongs to the regular trading, such as the closing one: the market is open. */
    AUCTION,
    /** After the market closed. */
    AFTER;

    /** The word that the contract and the calendars' files use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether trades of such a session make the day's bar: regular trading and its auctions. */
    public boolean isOpen() {
        return this == REGULAR || this == AUCTION;
    }
}
