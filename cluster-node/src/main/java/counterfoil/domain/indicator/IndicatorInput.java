package counterfoil.domain.indicator;

import java.util.Locale;

/** A column of bars that an indicator reads. */
public enum IndicatorInput {
    /** Price at the start of a bar. */
    OPEN,
    /** Highest price of a bar. */
    HIGH,
    /** Lowest price of a bar. */
    LOW,
    /** Price at the end of a bar. */
    CLOSE,
    /** Traded quantity of a bar. */
    VOLUME;

    /**
     * The column as the API writes it.
     *
     * @return in lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
