package counterfoil.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A currency by its code: three capital letters as in ISO 4217 ({@code USD}), or three to six capital letters and digits
 * for a crypto asset that ISO does not know ({@code BTC}, {@code USDT}).
 *
 * @param code the code, in capitals
 */
public record Currency(@JsonValue String code) {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{2,5}");

    /** Refuses anything that is not a currency code with {@link IllegalArgumentException}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Currency {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a currency code (three to six capital letters): " + code);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
