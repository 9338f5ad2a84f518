package counterfoil.money;

import java.math.BigDecimal;

/**
 * An exact amount in one currency. Trailing zeros are stripped, so that two amounts are equal when their values are.
 *
 * @param amount the amount, at most 38 digits and 18 decimals
 * @param currency its currency
 */
public record Money(BigDecimal amount, Currency currency) {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_DECIMALS = 18;

    /** Refuses an amount with more digits or decimals than stated, with {@link IllegalArgumentException}. */
    public Money {
        amount = normalized(amount);
        if (amount.precision() > MAX_DIGITS || amount.scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "more than " + MAX_DIGITS + " digits or " + MAX_DECIMALS + " decimals: " + amount);
        }
    }

    /**
     * The amount that a decimal string names.
     *
     * @throws IllegalArgumentException if the text is no plain decimal number ({@code 1e5} is refused)
     */
    public static Money of(String amount, Currency currency) {
        if (amount.length() > MAX_DIGITS + 2 || !amount.matches("-?\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("not a decimal number: " + amount);
        }
        return new Money(new BigDecimal(amount), currency);
    }

    private static BigDecimal normalized(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
