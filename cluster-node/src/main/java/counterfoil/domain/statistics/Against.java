package counterfoil.domain.statistics;

import counterfoil.market.StatisticsParameters;
import java.util.Map;

/** Statistics of a series beside those of a benchmark over the same spans. */
final class Against {
    private static final int MIN_REGRESSION = 3;

    private final Returns returns;
    private final Returns benchmark;
    private final StatisticsParameters parameters;
    private final double scale;

    private Against(Returns returns, Returns benchmark, StatisticsParameters parameters) {
        this.returns = returns;
        this.benchmark = benchmark;
        this.parameters = parameters;
        this.scale = Math.sqrt(parameters.annualization());
    }

    /** Puts every statistic of at least one pair of returns; those that need more say so. */
    static void put(
            Map<StatisticDefinition, Statistic> into,
            Returns returns,
            Returns benchmark,
            StatisticsParameters parameters) {
        Against against = new Against(returns, benchmark, parameters);
        against.putRegression(into);
        against.putDifferences(into);
        into.put(StatisticDefinition.UP_CAPTURE, against.capture(1, Undefined.NO_UP_DAYS));
        into.put(StatisticDefinition.DOWN_CAPTURE, against.capture(-1, Undefined.NO_DOWN_DAYS));
    }

    private void putRegression(Map<StatisticDefinition, Statistic> into) {
        Moments mine = Moments.of(returns.toArray());
        Moments theirs = Moments.of(benchmark.toArray());
        if (mine.size() < MIN_REGRESSION || theirs.isConstant()) {
            Statistic none = Statistic.missing(
                    mine.size() < MIN_REGRESSION ? Undefined.TOO_FEW_OBSERVATIONS : Undefined.ZERO_BENCHMARK_VARIANCE);
            into.put(StatisticDefinition.BETA, none);
            into.put(StatisticDefinition.ALPHA, none);
            into.put(StatisticDefinition.CORRELATION, none);
            return;
        }
        double covariance = mine.isConstant() ? 0 : covariance(mine, theirs);
        double beta = covariance / theirs.deviation() / theirs.deviation();
        double rate = parameters.periodRate();
        double alpha = mine.mean() - rate - beta * (theirs.mean() - rate);
        into.put(StatisticDefinition.BETA, Statistic.of(beta));
        into.put(StatisticDefinition.ALPHA, Statistic.of(alpha * parameters.annualization()));
        into.put(
                StatisticDefinition.CORRELATION,
                mine.isConstant()
                        ? Statistic.missing(Undefined.ZERO_VARIANCE)
                        : Statistic.of(Math.clamp(covariance / mine.deviation() / theirs.deviation(), -1, 1)));
    }

    private double covariance(Moments mine, Moments theirs) {
        CompensatedSum products = new CompensatedSum();
        CompensatedSum left = new CompensatedSum();
        CompensatedSum benchmarkLeft = new CompensatedSum();
        for (int i = 0; i < returns.size(); i++) {
            double d = returns.at(i) - mine.mean();
            double e = benchmark.at(i) - theirs.mean();
            products.add(d * e);
            left.add(d);
            benchmarkLeft.add(e);
        }
        double n = returns.size();
        return (products.value() - left.value() * benchmarkLeft.value() / n) / (n - 1);
    }

    private void putDifferences(Map<StatisticDefinition, Statistic> into) {
        double[] differences = new double[returns.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = returns.at(i) - benchmark.at(i);
        }
        Moments moments = Moments.of(differences);
        if (moments.size() < 2) {
            into.put(StatisticDefinition.TRACKING_ERROR, Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS));
            into.put(StatisticDefinition.INFORMATION_RATIO, Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS));
            return;
        }
        into.put(StatisticDefinition.TRACKING_ERROR, Statistic.of(moments.deviation() * scale));
        into.put(
                StatisticDefinition.INFORMATION_RATIO,
                moments.isConstant()
                        ? Statistic.missing(Undefined.ZERO_VARIANCE)
                        : Statistic.of(moments.mean() / moments.deviation() * scale));
    }

    /** Of the days on which the benchmark's return has the sign. */
    private Statistic capture(int sign, Undefined whenNone) {
        CompensatedSum mine = new CompensatedSum();
        CompensatedSum theirs = new CompensatedSum();
        int days = 0;
        for (int i = 0; i < returns.size(); i++) {
            if (Math.signum(benchmark.at(i)) == sign) {
                mine.add(Math.log1p(returns.at(i)));
                theirs.add(Math.log1p(benchmark.at(i)));
                days++;
            }
        }
        return days == 0
                ? Statistic.missing(whenNone)
                : Statistic.of(Math.expm1(mine.value() / days) / Math.expm1(theirs.value() / days));
    }
}
