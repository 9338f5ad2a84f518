package counterfoil.domain.indicator;

import java.util.Locale;

/**
 * One value per bar that an indicator gives: its name, its unit, its range, and what becomes of it when the same amount
 * is added to all prices. When all prices are multiplied by k, a line in units of price is, and no other; when all
 * volumes are, a line in units of volume is, and no other.
 *
 * @param name as in answers, for example {@code upper}; empty for the only line of an indicator
 * @param unit what its numbers count
 * @param shift what becomes of it when an amount is added to all prices
 * @param lowest no value is below, where every price is positive and inside of its bar; may be infinite
 * @param highest no value is above; may be infinite
 */
public record IndicatorLine(String name, Unit unit, Shift shift, double lowest, double highest) {

    /** What the numbers of a line count. */
    public enum Unit {
        /** Currency per unit of the instrument. */
        PRICE,
        /** Units of the instrument. */
        VOLUME,
        /** Hundredths. */
        PERCENT,
        /** Parts of 1. */
        FRACTION,
        /** Points on the indicator's own scale. */
        NUMBER;

        /**
         * The unit as the API writes it.
         *
         * @return in lower case
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a line when the same amount is added to all prices. */
    public enum Shift {
        /** The amount is added to the line as well, as to a mean of prices. */
        MOVES,
        /** Nothing, as with a difference of prices. */
        STAYS,
        /** The line becomes another one, as a return does. */
        CHANGES
    }

    /** Refuses a range without a number in it. */
    public IndicatorLine {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(name + ": no value from " + lowest + " to " + highest);
        }
    }

    /** A price: a level on the same axis as the bars. */
    static IndicatorLine price(String name) {
        return unbounded(name, Unit.PRICE, Shift.MOVES);
    }

    /** A difference of prices. */
    static IndicatorLine difference(String name) {
        return unbounded(name, Unit.PRICE, Shift.STAYS);
    }

    /** A sum or difference of volumes. */
    static IndicatorLine volume(String name) {
        return unbounded(name, Unit.VOLUME, Shift.STAYS);
    }

    /** A ratio of differences of prices, such as an oscillator. */
    static IndicatorLine number(String name) {
        return unbounded(name, Unit.NUMBER, Shift.STAYS);
    }

    /** A ratio of prices, times 100. */
    static IndicatorLine percent(String name) {
        return unbounded(name, Unit.PERCENT, Shift.CHANGES);
    }

    /** A ratio of prices, or a logarithm of one. */
    static IndicatorLine fraction(String name) {
        return unbounded(name, Unit.FRACTION, Shift.CHANGES);
    }

    /** The same line, of which no value is out of the range. */
    IndicatorLine within(double from, double to) {
        return new IndicatorLine(name, unit, shift, from, to);
    }

    /** The same line, of which no value is negative. */
    IndicatorLine notNegative() {
        return within(0, Double.POSITIVE_INFINITY);
    }

    private static IndicatorLine unbounded(String name, Unit unit, Shift shift) {
        return new IndicatorLine(name, unit, shift, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
