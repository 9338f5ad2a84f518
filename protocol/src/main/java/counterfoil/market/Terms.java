package counterfoil.market;

import counterfoil.money.Money;
import java.util.regex.Pattern;

/** What the terms of every corporate action must be. */
final class Terms {
    private static final int MAX_RATE = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/=-]{1,64}");

    private Terms() {}

    /** Refuses numbers of shares that are not in 1 to 1,000,000. */
    static void requireRates(String what, int newRate, int oldRate) {
        if (newRate < 1 || oldRate < 1 || newRate > MAX_RATE || oldRate > MAX_RATE) {
            throw new IllegalArgumentException(
                    what + " rates must lie in 1 to " + MAX_RATE + ": " + newRate + " for " + oldRate);
        }
    }

    /** Refuses an amount that is zero or negative. */
    static void requirePositive(String what, Money amount) {
        if (amount.amount().signum() <= 0) {
            throw new IllegalArgumentException("a " + what + " must be positive: " + amount);
        }
    }

    /** Refuses what cannot be an identifier of another instrument. */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an identifier has 1 to 64 letters, digits or characters of . _ : / = -: " + name);
        }
    }
}
