package counterfoil.domain.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an indicator: its name, the value taken when none is given, and the allowed range.
 *
 * @param name as named in refusals, for example {@code period}
 * @param standard the value used when the parameter is left out
 * @param lowest smallest allowed value
 * @param highest largest allowed value
 * @param whole whether only whole numbers are allowed
 * @param above name of an earlier parameter that this one must exceed, or null
 */
public record IndicatorParameter(
        String name,
        double standard,
        double lowest,
        double highest,
        boolean whole,
        @Nullable String above) {

    /** The longest period of any indicator, in bars. */
    public static final int LONGEST_PERIOD = 5_000;

    /** Most digits behind the point of a number in a text. */
    private static final int MOST_DECIMALS = 9;

    /** Refuses a standard value outside of the range, as a mistake in the definition. */
    public IndicatorParameter {
        if (!(lowest <= standard && standard <= highest)) {
            throw new IllegalArgumentException(name + ": standard value " + standard + " is out of range");
        }
    }

    /** A number of bars from {@code shortest} to {@link #LONGEST_PERIOD}. */
    static IndicatorParameter period(String name, int standard, int shortest) {
        return new IndicatorParameter(name, standard, shortest, LONGEST_PERIOD, true, null);
    }

    /** A number that need not be whole. */
    static IndicatorParameter number(String name, double standard, double lowest, double highest) {
        return new IndicatorParameter(name, standard, lowest, highest, false, null);
    }

    /** The same parameter, which must exceed an earlier one as well. */
    IndicatorParameter above(String earlier) {
        return new IndicatorParameter(name, standard, lowest, highest, whole, earlier);
    }

    /**
     * Says whether the value is in the range, whole where it must be, and short enough to be written in a text.
     *
     * @param value any number
     * @return false also for NaN
     */
    public boolean allows(double value) {
        return lowest <= value
                && value <= highest
                && (whole
                        ? value == Math.rint(value)
                        : BigDecimal.valueOf(value).scale() <= MOST_DECIMALS);
    }

    /**
     * The allowed range in words, for example {@code a whole number from 1 to 5000}.
     *
     * @return words that can stand behind "allowed is"
     */
    public String allowed() {
        String range = (whole ? "a whole number from " : "a number from ") + text(lowest) + " to " + text(highest);
        return above == null ? range : range + " above " + above;
    }

    /** A number without exponent and trailing zeros, as in canonical indicator texts. */
    static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
