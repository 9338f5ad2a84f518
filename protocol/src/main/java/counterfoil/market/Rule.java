package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A rule of plausibility. A bar that breaks one is recorded as a question and feeds nothing until it is settled. */
public enum Rule {
    /** A price is zero or negative. */
    PRICE_NOT_POSITIVE,
    /** The volume is negative. */
    VOLUME_NEGATIVE,
    /** The high lies below the low. */
    HIGH_BELOW_LOW,
    /** The open lies outside of low and high. */
    OPEN_OUTSIDE_RANGE,
    /** The close lies outside of low and high. */
    CLOSE_OUTSIDE_RANGE,
    /** The bar's time has not come. */
    TIME_IN_FUTURE,
    /** The bar's date is on or after the day the instrument was delisted. */
    AFTER_DELISTING,
    /** The close moved further from its neighbour than the bound, and no corporate action explains it. */
    JUMP_UNEXPLAINED,
    /** Another source said otherwise before. */
    SOURCES_DIFFER;

    /** The code that the contract uses, such as {@code high-below-low}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rule parse(String code) {
        for (Rule rule : values()) {
            if (rule.code().equals(code)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("unknown rule: " + code);
    }
}
