package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import counterfoil.money.Money;
import java.time.LocalDate;

/** Something an issuer does that changes what a price means from its ex-date on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CorporateAction.Split.class, name = "split"),
    @JsonSubTypes.Type(value = CorporateAction.CashDividend.class, name = "cash_dividend")
})
public sealed interface CorporateAction {
    /** First trading date on which the price is without the entitlement. */
    LocalDate exDate();

    /** What makes it this action and no other: kind and ex-date. An instrument has at most one of each. */
    @JsonIgnore
    String actionId();

    /**
     * A split or a reverse split: {@code newRate} shares for {@code oldRate} shares.
     *
     * @param exDate first trading date after the split
     * @param newRate shares after, 1 to 1,000,000
     * @param oldRate shares before, 1 to 1,000,000
     */
    record Split(LocalDate exDate, int newRate, int oldRate) implements CorporateAction {
        private static final int MAX_RATE = 1_000_000;

        /** Refuses rates out of range, or equal. */
        public Split {
            if (newRate < 1 || oldRate < 1 || newRate > MAX_RATE || oldRate > MAX_RATE || newRate == oldRate) {
                throw new IllegalArgumentException(
                        "split rates must differ and lie in 1 to " + MAX_RATE + ": " + newRate + " for " + oldRate);
            }
        }

        /** What one share before is worth in shares after; 7 for a 7:1 split. */
        @JsonIgnore
        public double ratio() {
            return (double) newRate / oldRate;
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "split-" + exDate;
        }
    }

    /**
     * A dividend in cash.
     *
     * @param exDate first trading date without the dividend
     * @param amount per share, positive, as declared (not adjusted for later splits)
     * @param special whether it is outside of the regular series; a regular and a special one may share an ex-date
     */
    record CashDividend(LocalDate exDate, Money amount, boolean special) implements CorporateAction {
        /** Refuses an amount that is not positive. */
        public CashDividend {
            if (amount.amount().signum() <= 0) {
                throw new IllegalArgumentException("a dividend must be positive: " + amount);
            }
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return (special ? "special-cash-dividend-" : "cash-dividend-") + exDate;
        }
    }
}
