package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a series of prices is adjusted for. Bars are stored raw; an adjusted series is computed on read. */
public enum Adjustment {
    /** Prices as they were traded. */
    RAW,
    /** Earlier prices divided, and volumes multiplied, by the ratio of later splits and stock dividends. */
    SPLIT,
    /** As {@link #SPLIT}, and earlier prices lowered by the fraction that each later distribution or spin-off took. */
    ALL;

    /** The code that the contract uses, such as {@code split}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The adjustment that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Adjustment parse(String code) {
        for (Adjustment adjustment : values()) {
            if (adjustment.code().equals(code)) {
                return adjustment;
            }
        }
        throw new IllegalArgumentException("unknown adjustment (raw, split, all): " + code);
    }
}
