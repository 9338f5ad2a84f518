package counterfoil.market;

import java.time.Instant;

/**
 * What somebody was seen to pay for an instrument, or to offer: an observation, kept in memory and never in the journal.
 *
 * @param price price of one unit, above zero and finite, in the instrument's currency
 * @param size units traded, zero or more; zero where the source does not tell
 * @param at when it happened, as its source says
 * @param source who says so, 1 to 64 visible ASCII characters
 * @param number what the source counts: rises with every quote of one instrument, so that a gap shows what was left out
 */
public record Quote(double price, double size, Instant at, String source, long number) {
    private static final int LONGEST_SOURCE = 64;

    /** Refuses a price or size that nobody could have paid, an unnamed source and a negative number. */
    public Quote {
        if (!(price > 0) || Double.isInfinite(price)) {
            throw new IllegalArgumentException("a quoted price is finite and above zero: " + price);
        }
        if (!(size >= 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("a quoted size is finite and not negative: " + size);
        }
        if (source.isEmpty()
                || source.length() > LONGEST_SOURCE
                || !source.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a source has 1 to 64 visible ASCII characters: " + source);
        }
        if (number < 0) {
            throw new IllegalArgumentException("a quote's number is not negative: " + number);
        }
    }
}
