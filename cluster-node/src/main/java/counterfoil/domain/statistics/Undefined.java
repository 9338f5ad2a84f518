package counterfoil.domain.statistics;

import java.util.Locale;

/** Why a statistic has no value. */
public enum Undefined {
    /** Fewer returns than the definition needs, or than its level can be read from. */
    TOO_FEW_OBSERVATIONS,
    /** The returns, or their differences from the benchmark's, do not vary. */
    ZERO_VARIANCE,
    /** The benchmark's returns do not vary. */
    ZERO_BENCHMARK_VARIANCE,
    /** No return is below the target, so there is no downside to divide by. */
    NO_RETURN_BELOW_TARGET,
    /** The price never fell below an earlier one, so there is no fall to divide by. */
    NO_DRAWDOWN,
    /** The benchmark never rose. */
    NO_UP_DAYS,
    /** The benchmark never fell. */
    NO_DOWN_DAYS,
    /** None was asked for. */
    NO_BENCHMARK,
    /** The benchmark's prices are in another currency, and nothing is converted silently. */
    BENCHMARK_IN_OTHER_CURRENCY,
    /** The instrument and the benchmark have no date in common, or only one. */
    NOT_OVERLAPPING,
    /** Skewness and kurtosis for which the Cornish–Fisher expansion is no quantile function. */
    OUTSIDE_CORNISH_FISHER_DOMAIN,
    /** A price that is 0 or negative stands in the range, and there is no return on it. */
    PRICE_NOT_POSITIVE,
    /** The value is beyond what a double can hold. */
    NOT_REPRESENTABLE;

    /** The code that the contract uses, such as {@code zero-variance}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
