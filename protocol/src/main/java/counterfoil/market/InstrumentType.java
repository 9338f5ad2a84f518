package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of thing an instrument is. */
public enum InstrumentType {
    COMMON_STOCK,
    ETF,
    FUND,
    BOND,
    INDEX,
    FX,
    /** Trades round the clock; its MIC is {@code XOFF} unless a venue is given. */
    CRYPTO;

    /** The code that the contract uses, such as {@code common_stock}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static InstrumentType parse(String code) {
        for (InstrumentType type : values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown type (common_stock, etf, fund, bond, index, fx, crypto): " + code);
    }
}
