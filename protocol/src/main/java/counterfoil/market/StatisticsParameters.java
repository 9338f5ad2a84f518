package counterfoil.market;

import org.jspecify.annotations.Nullable;

/**
 * What statistics of returns assume, and what is asked of them.
 *
 * @param riskFreeRate a year's rate as a fraction, from −0.5 to 1
 * @param confidence level of VaR and CVaR, from 0.5 to 0.9999
 * @param horizonDays trading days that VaR and CVaR look ahead, from 1 to 252
 * @param annualization returns in a year, from 1 to 366
 * @param rolling returns in the window of rolling statistics, from 2 to 2,520; null for none
 */
public record StatisticsParameters(
        double riskFreeRate,
        double confidence,
        int horizonDays,
        int annualization,
        @Nullable Integer rolling) {
    /** Lowest rate. */
    public static final double MIN_RATE = -0.5;

    /** Highest rate. */
    public static final double MAX_RATE = 1;

    /** Lowest level of confidence. */
    public static final double MIN_CONFIDENCE = 0.5;

    /** Highest level of confidence. */
    public static final double MAX_CONFIDENCE = 0.9999;

    /** Longest horizon. */
    public static final int MAX_HORIZON = 252;

    /** Most returns in a year. */
    public static final int MAX_ANNUALIZATION = 366;

    /** Shortest rolling window. */
    public static final int MIN_ROLLING = 2;

    /** Longest rolling window: ten years of trading days. */
    public static final int MAX_ROLLING = 2_520;

    /** A rate of 0, 95 %, one day, 252 returns in a year, nothing rolling. */
    public static final StatisticsParameters STANDARD = new StatisticsParameters(0, 0.95, 1, 252, null);

    /** Refuses what is out of range. */
    public StatisticsParameters {
        require(riskFreeRate >= MIN_RATE && riskFreeRate <= MAX_RATE, "riskFreeRate", riskFreeRate);
        require(confidence >= MIN_CONFIDENCE && confidence <= MAX_CONFIDENCE, "confidence", confidence);
        require(horizonDays >= 1 && horizonDays <= MAX_HORIZON, "horizonDays", horizonDays);
        require(annualization >= 1 && annualization <= MAX_ANNUALIZATION, "annualization", annualization);
        if (rolling != null) {
            require(rolling >= MIN_ROLLING && rolling <= MAX_ROLLING, "rolling", rolling);
        }
    }

    private static void require(boolean holds, String name, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }

    /** The rate of one period that compounds to the year's: {@code (1 + rate)^(1/annualization) − 1}. */
    public double periodRate() {
        return Math.expm1(Math.log1p(riskFreeRate) / annualization);
    }
}
