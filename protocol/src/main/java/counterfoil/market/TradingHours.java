package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which minutes make intraday bars. Days, weeks and months are of regular trading always. */
public enum TradingHours {
    /** Those of regular trading, auctions included. */
    REGULAR,
    /** All that are recorded: before, during and after regular trading. */
    EXTENDED;

    /** What is meant when nobody says: all that is recorded for intraday bars, regular trading for the others. */
    public static TradingHours usualFor(Timeframe timeframe) {
        return timeframe.isDated() ? REGULAR : EXTENDED;
    }

    /** The code that the contract uses. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The hours that a code names.
     *
     * @throws IllegalArgumentException if there are none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TradingHours parse(String code) {
        for (TradingHours hours : values()) {
            if (hours.code().equals(code)) {
                return hours;
            }
        }
        throw new IllegalArgumentException("unknown session (regular, extended): " + code);
    }
}
