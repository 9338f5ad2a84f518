package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import counterfoil.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something an issuer does that changes what a share, a price or a name means from its ex-date on. Ratios are two whole
 * numbers and amounts are as declared, so that what a holder gets can be computed exactly.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CorporateAction.Split.class, name = "split"),
    @JsonSubTypes.Type(value = CorporateAction.StockDividend.class, name = "stock_dividend"),
    @JsonSubTypes.Type(value = CorporateAction.CashDividend.class, name = "cash_dividend"),
    @JsonSubTypes.Type(value = CorporateAction.ReturnOfCapital.class, name = "return_of_capital"),
    @JsonSubTypes.Type(value = CorporateAction.DividendInKind.class, name = "dividend_in_kind"),
    @JsonSubTypes.Type(value = CorporateAction.SpinOff.class, name = "spin_off"),
    @JsonSubTypes.Type(value = CorporateAction.RightsIssue.class, name = "rights_issue"),
    @JsonSubTypes.Type(value = CorporateAction.Merger.class, name = "merger"),
    @JsonSubTypes.Type(value = CorporateAction.SymbolChange.class, name = "symbol_change")
})
public sealed interface CorporateAction {
    /** First trading date on which the price is without the entitlement; for a merger or a new symbol the first with it. */
    LocalDate exDate();

    /** What makes it this action and no other: kind, ex-date and, where there may be several, the other instrument. */
    @JsonIgnore
    String actionId();

    /** Changes how many shares there are and nothing else: prices before the ex-date are divided by the ratio. */
    sealed interface ShareChange extends CorporateAction permits Split, StockDividend {
        /** Shares after, in the terms of {@link #oldRate}. */
        int newRate();

        /** Shares before. */
        int oldRate();

        /** What one share before is in shares after; 7 for a 7:1 split. */
        @JsonIgnore
        default double ratio() {
            return (double) newRate() / oldRate();
        }
    }

    /** Gives something worth an amount of money for each share and leaves the number of shares as it is. */
    sealed interface Distribution extends CorporateAction permits CashDividend, ReturnOfCapital, DividendInKind {
        /** Worth of what a share gets. */
        @JsonIgnore
        Money perShare();
    }

    /**
     * A split or a reverse split: {@code newRate} shares for {@code oldRate} shares.
     *
     * @param exDate first trading date after the split
     * @param newRate shares after, 1 to 1,000,000
     * @param oldRate shares before, 1 to 1,000,000
     */
    record Split(LocalDate exDate, int newRate, int oldRate) implements ShareChange {
        /** Refuses rates out of range, or equal. */
        public Split {
            Terms.requireRates("split", newRate, oldRate);
            if (newRate == oldRate) {
                throw new IllegalArgumentException("split rates must differ: " + newRate + " for " + oldRate);
            }
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "split-" + exDate;
        }
    }

    /**
     * A dividend in the issuer's own shares: who held {@code oldRate} shares holds {@code newRate} after it. Five percent
     * are 21 for 20.
     *
     * @param exDate first trading date without it
     * @param newRate shares after, more than before
     * @param oldRate shares before, 1 to 1,000,000
     */
    record StockDividend(LocalDate exDate, int newRate, int oldRate) implements ShareChange {
        /** Refuses rates out of range, or that give nothing. */
        public StockDividend {
            Terms.requireRates("stock dividend", newRate, oldRate);
            if (newRate <= oldRate) {
                throw new IllegalArgumentException(
                        "a stock dividend has more shares after than before: " + newRate + " for " + oldRate);
            }
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "stock-dividend-" + exDate;
        }
    }

    /**
     * A dividend in cash.
     *
     * @param exDate first trading date without the dividend
     * @param amount per share, positive, as declared (not adjusted for later splits)
     * @param special whether it is outside of the regular series; a regular and a special one may share an ex-date
     */
    record CashDividend(LocalDate exDate, Money amount, boolean special) implements Distribution {
        /** Refuses an amount that is not positive. */
        public CashDividend {
            Terms.requirePositive("dividend", amount);
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return (special ? "special-cash-dividend-" : "cash-dividend-") + exDate;
        }

        @Override
        @JsonIgnore
        public Money perShare() {
            return amount;
        }
    }

    /**
     * Cash that lowers the cost basis instead of being income.
     *
     * @param exDate first trading date without it
     * @param amount per share, positive
     */
    record ReturnOfCapital(LocalDate exDate, Money amount) implements Distribution {
        /** Refuses an amount that is not positive. */
        public ReturnOfCapital {
            Terms.requirePositive("return of capital", amount);
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "return-of-capital-" + exDate;
        }

        @Override
        @JsonIgnore
        public Money perShare() {
            return amount;
        }
    }

    /**
     * Something other than cash or own shares that is handed out, at the worth that the issuer states.
     *
     * @param exDate first trading date without it
     * @param distributed what is handed out: an identifier, 1 to 64 characters of {@code [A-Za-z0-9._:/=-]}
     * @param value worth of it per share, positive
     */
    record DividendInKind(LocalDate exDate, String distributed, Money value) implements Distribution {
        /** Refuses a value that is not positive. */
        public DividendInKind {
            Terms.requireName(distributed);
            Terms.requirePositive("value of a dividend in kind", value);
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "dividend-in-kind-" + exDate + "-" + distributed;
        }

        @Override
        @JsonIgnore
        public Money perShare() {
            return value;
        }
    }

    /**
     * A part of the company that becomes a company of its own: {@code newRate} shares of it for {@code oldRate} held.
     *
     * @param exDate first trading date without the part
     * @param spunOff identifier of the new instrument
     * @param newRate shares of the new instrument
     * @param oldRate shares held for them
     * @param basisNumerator the part of value and cost basis that leaves is numerator / denominator, below 1
     * @param basisDenominator at most 1,000,000,000
     */
    record SpinOff(LocalDate exDate, String spunOff, int newRate, int oldRate, int basisNumerator, int basisDenominator)
            implements CorporateAction {
        private static final int MAX_BASIS = 1_000_000_000;

        /** Refuses rates out of range, and a basis that is not a fraction. */
        public SpinOff {
            Terms.requireName(spunOff);
            Terms.requireRates("spin-off", newRate, oldRate);
            if (basisNumerator < 1 || basisNumerator >= basisDenominator || basisDenominator > MAX_BASIS) {
                throw new IllegalArgumentException("the basis that leaves is a fraction between 0 and 1: "
                        + basisNumerator + "/" + basisDenominator);
            }
        }

        /** The part of the value that stays. */
        @JsonIgnore
        public double remaining() {
            return (double) (basisDenominator - basisNumerator) / basisDenominator;
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "spin-off-" + exDate + "-" + spunOff;
        }
    }

    /**
     * The right to buy {@code newRate} new shares for {@code oldRate} held.
     *
     * @param exDate first trading date without the right
     * @param newRate new shares
     * @param oldRate shares held for them
     * @param price what a new share costs
     */
    record RightsIssue(LocalDate exDate, int newRate, int oldRate, Money price) implements CorporateAction {
        /** Refuses rates out of range and a price that is not positive. */
        public RightsIssue {
            Terms.requireRates("rights issue", newRate, oldRate);
            Terms.requirePositive("price of a new share", price);
        }

        /**
         * The theoretical price without the right, (old × close + new × price) / (old + new); the close itself where the
         * new share is not cheaper and nobody would take it.
         */
        @JsonIgnore
        public double theoreticalPrice(double close) {
            double subscription = price.amount().doubleValue();
            return subscription >= close
                    ? close
                    : (oldRate * close + newRate * subscription) / ((double) oldRate + newRate);
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "rights-issue-" + exDate;
        }
    }

    /**
     * The instrument ends: its shares become cash, shares of another instrument, or both.
     *
     * @param exDate first date on which there are no shares any more
     * @param exchange shares of another instrument; null for cash alone
     * @param cash per share; null for shares alone
     */
    record Merger(
            LocalDate exDate,
            @Nullable Exchange exchange,
            @Nullable Money cash) implements CorporateAction {
        /** Refuses a merger that gives nothing. */
        public Merger {
            if (exchange == null && cash == null) {
                throw new IllegalArgumentException("a merger gives cash, shares or both");
            }
            if (cash != null) {
                Terms.requirePositive("cash of a merger", cash);
            }
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "merger-" + exDate;
        }
    }

    /**
     * Shares of another instrument for shares of this one.
     *
     * @param instrument an identifier of it
     * @param newRate shares of it
     * @param oldRate shares of this one
     */
    record Exchange(String instrument, int newRate, int oldRate) {
        /** Refuses rates out of range. */
        public Exchange {
            Terms.requireName(instrument);
            Terms.requireRates("exchange", newRate, oldRate);
        }
    }

    /**
     * Another ticker for the same instrument.
     *
     * @param exDate first trading date under the new one
     * @param from the ticker until then, with its market
     * @param to the ticker from then on, with its market
     */
    record SymbolChange(LocalDate exDate, Identifier from, Identifier to) implements CorporateAction {
        /** Refuses what are not two different tickers. */
        public SymbolChange {
            if (from.scheme() != Identifier.Scheme.TICKER || to.scheme() != Identifier.Scheme.TICKER) {
                throw new IllegalArgumentException("a symbol change is between tickers: " + from + ", " + to);
            }
            if (from.equals(to)) {
                throw new IllegalArgumentException("a symbol change needs another ticker: " + to);
            }
        }

        @Override
        @JsonIgnore
        public String actionId() {
            return "symbol-change-" + exDate + "-" + from;
        }
    }
}
