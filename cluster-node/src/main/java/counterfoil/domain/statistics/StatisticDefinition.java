package counterfoil.domain.statistics;

import java.util.Locale;

/**
 * Every statistic there is, with the sentence that defines it and the work that the definition follows. In the sentences r
 * is a simple return from one close to the next, b the benchmark's on the same dates, n their number, A the returns in a
 * year, f the rate of one period, {@code (1 + risk_free_rate)^(1/A) − 1}.
 */
public enum StatisticDefinition {
    /** Simple return over all. */
    CUMULATIVE_RETURN(
            "last close / base close − 1",
            "Bacon, Practical Portfolio Performance Measurement (2008), ch. 2",
            "empyrical's annual returns, which are made of it, to 1e-8"),
    /** Logarithmic return over all. */
    CUMULATIVE_LOG_RETURN(
            "ln(last close / base close)",
            "Campbell, Lo and MacKinlay, Econometrics of Financial Markets (1997), 1.4",
            "calculation by hand in the tests; its exponential is 1 + cumulative_return"),
    /** Geometric return of a year. */
    ANNUALIZED_RETURN(
            "(1 + cumulative_return)^(A/n) − 1; below a year it extrapolates, which GIPS does not allow to present",
            "Bacon (2008), ch. 2",
            "empyrical to 1e-8, weekly and monthly; its daily one counts a missing first row as a period"),
    /** Mean return of a day. */
    MEAN_RETURN("arithmetic mean of r", "Bacon (2008), ch. 2", "calculation by hand in the tests"),
    /** Spread of a year. */
    VOLATILITY(
            "sample standard deviation of r (divisor n − 1) × √A",
            "Bacon (2008), ch. 4",
            "empyrical to 1e-8; ratio of Bacon's portfolio and benchmark (Fama beta 1.03) to the printed digits"),
    /** Spread of a year below the target. */
    DOWNSIDE_DEVIATION(
            "√(mean of min(r − f, 0)² over all n) × √A; the target is the risk-free rate",
            "Sortino and van der Meer, Journal of Portfolio Management 17 (1991)",
            "Bacon's portfolio below 0.5 % a month, 0.0255, to the printed digits"),
    /** Skewness. */
    SKEWNESS(
            "G1, the adjusted Fisher–Pearson coefficient of r",
            "Joanes and Gill, The Statistician 47 (1998)",
            "the example of Excel's SKEW, 0.359543, to the printed digits"),
    /** Kurtosis above that of a normal distribution. */
    EXCESS_KURTOSIS(
            "G2 of r, unbiased for a normal distribution, where it is 0",
            "Joanes and Gill (1998)",
            "the example of Excel's KURT to 5e-10; Bacon's portfolio, -0.41, to the printed digits"),
    /** Share of gains. */
    HIT_RATE("share of r > 0 among all n", "Bacon (2008), ch. 4", "calculation by hand in the tests"),
    /** Highest return. */
    BEST_DAY(
            "highest r; dates.best_day is the earliest such date",
            "Bacon (2008), ch. 4",
            "calculation by hand in the tests"),
    /** Lowest return. */
    WORST_DAY(
            "lowest r; dates.worst_day is the earliest such date",
            "Bacon (2008), ch. 4",
            "calculation by hand in the tests"),
    /** Deepest fall. */
    MAX_DRAWDOWN(
            "lowest close / highest close before it − 1, at most 0; dates has peak, trough and recovery",
            "Bacon (2008), ch. 4",
            "empyrical to 1e-8"),
    /** Mean fall. */
    AVERAGE_DRAWDOWN(
            "mean of the deepest points of all falls from a peak until it is reached again, the last one also while"
                    + " open; 0 without a fall",
            "Bacon (2008), ch. 4",
            "calculation by hand in the tests; no published table has this form"),
    /** Fall now. */
    CURRENT_DRAWDOWN("last close / highest close − 1", "Bacon (2008), ch. 4", "calculation by hand in the tests"),
    /** Mean depth. */
    PAIN_INDEX(
            "mean over all n of the distance below the highest close so far, positive",
            "Bacon (2008), ch. 4",
            "Bacon's portfolio, 0.04, to the printed digits"),
    /** Return for risk. */
    SHARPE(
            "(mean of r − f) / sample standard deviation of r − f × √A",
            "Sharpe, Journal of Portfolio Management 21 (1994)",
            "empyrical to 1e-8"),
    /** Return for downside risk. */
    SORTINO(
            "(mean of r − f) × A / downside_deviation; the target is the risk-free rate",
            "Sortino and van der Meer (1991)",
            "empyrical to 1e-8"),
    /** Return for the deepest fall. */
    CALMAR(
            "annualized_return / |max_drawdown| of the same range",
            "Young, Futures 20 (1991), there over 36 months",
            "calculation by hand in the tests"),
    /** Historical value at risk. */
    VAR_HISTORICAL(
            "smallest loss that at least the share confidence of the overlapping returns over horizon_days does not"
                    + " pass (inverse of the empirical distribution, type 1 of Hyndman and Fan 1996); a gain is"
                    + " negative",
            "McNeil, Frey and Embrechts, Quantitative Risk Management (2015), 2.3",
            "calculation by hand in the tests; other conventions interpolate between two losses"),
    /** Gaussian value at risk. */
    VAR_GAUSSIAN(
            "−(mean × h + z × standard deviation × √h), z the normal quantile at 1 − confidence, h = horizon_days",
            "McNeil, Frey and Embrechts (2015), example 2.11",
            "calculation by hand with the normal quantiles of published tables (to 2e-12)"),
    /** Modified value at risk. */
    VAR_CORNISH_FISHER(
            "as var_gaussian with z replaced by z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36, S = skewness/√h,"
                    + " K = excess_kurtosis/h; only where that never falls in z",
            "Favre and Galeano, Journal of Alternative Investments 5 (2002); domain: Maillard (2012)",
            "its domain is that of Chernozhukov, Fernandez-Val and Galichon (2010); no table of values was found"),
    /** Historical expected shortfall. */
    CVAR_HISTORICAL(
            "mean of the worst n × (1 − confidence) overlapping returns over horizon_days, the last in part, as a loss",
            "Acerbi and Tasche, Journal of Banking and Finance 26 (2002)",
            "calculation by hand in the tests"),
    /** Gaussian expected shortfall. */
    CVAR_GAUSSIAN(
            "−mean × h + standard deviation × √h × φ(z) / (1 − confidence)",
            "McNeil, Frey and Embrechts (2015), example 2.14",
            "calculation by hand with the normal density of published tables, to 1e-10"),
    /** Modified expected shortfall. */
    CVAR_CORNISH_FISHER(
            "mean of the losses beyond var_cornish_fisher: −mean × h + standard deviation × √h × φ(z)"
                    + " / (1 − confidence) × (1 + zS/6 + (z² − 1)K/24 − (2z² − 1)S²/36)",
            "Maillard, A User's Guide to the Cornish Fisher Expansion (2012)",
            "numerical integral of the quantile function in the tests"),
    /** Slope on the benchmark. */
    BETA(
            "covariance of r and b / variance of b",
            "Sharpe, Journal of Finance 19 (1964)",
            "Bacon's alpha (-0.014), which is made of it, to the printed digits"),
    /** Return beyond what beta explains. */
    ALPHA(
            "(mean of r − f − beta × (mean of b − f)) × A",
            "Jensen, Journal of Finance 23 (1968)",
            "Bacon's portfolio from its parts; the book takes annual geometric returns, ours the mean of the periods"),
    /** Correlation with the benchmark. */
    CORRELATION(
            "Pearson correlation of r and b",
            "Bacon (2008), ch. 4",
            "Bacon's specific risk, 0.0329, which is made of it and the volatility, to the printed digits"),
    /** Share of the benchmark's rises. */
    UP_CAPTURE(
            "geometric mean of r / geometric mean of b, both on days with b > 0",
            "Morningstar, Upside and Downside Capture Ratios (2011), there of months",
            "calculation by hand in the tests"),
    /** Share of the benchmark's falls. */
    DOWN_CAPTURE(
            "geometric mean of r / geometric mean of b, both on days with b < 0",
            "Morningstar (2011), there of months",
            "calculation by hand in the tests"),
    /** Spread of the difference. */
    TRACKING_ERROR(
            "sample standard deviation of r − b × √A",
            "Grinold and Kahn, Active Portfolio Management (1999)",
            "calculation by hand in the tests"),
    /** Difference for its spread. */
    INFORMATION_RATIO(
            "mean of r − b / sample standard deviation of r − b × √A",
            "Goodwin, Financial Analysts Journal 54 (1998)",
            "calculation by hand in the tests");

    private final String meaning;
    private final String source;
    private final String check;

    StatisticDefinition(String meaning, String source, String check) {
        this.meaning = meaning;
        this.source = source;
        this.check = check;
    }

    /** The name that the contract uses, such as {@code max_drawdown}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The definition, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** Author and work that it follows. */
    public String source() {
        return source;
    }

    /** What its values are checked against, outside of our own output. */
    public String check() {
        return check;
    }

    /** Whether it compares with a benchmark. */
    public boolean isRelative() {
        return compareTo(BETA) >= 0;
    }
}
