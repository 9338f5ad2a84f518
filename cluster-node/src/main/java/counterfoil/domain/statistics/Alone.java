package counterfoil.domain.statistics;

import counterfoil.market.StatisticsParameters;
import java.util.Map;

/** Statistics of a series by itself. */
final class Alone {
    private final Returns returns;
    private final StatisticsParameters parameters;
    private final double scale;

    private Alone(Returns returns, StatisticsParameters parameters) {
        this.returns = returns;
        this.parameters = parameters;
        this.scale = Math.sqrt(parameters.annualization());
    }

    /** Puts every statistic of at least one return; those that need more say so. */
    static void put(
            Map<StatisticDefinition, Statistic> into,
            Returns returns,
            Drawdowns drawdowns,
            StatisticsParameters parameters) {
        Alone alone = new Alone(returns, parameters);
        Moments moments = Moments.of(returns.toArray());
        alone.putReturns(into, moments);
        alone.putRatios(into, moments, drawdowns);
        TailRisk tail = new TailRisk(returns, moments, parameters.confidence(), parameters.horizonDays());
        into.put(StatisticDefinition.VAR_HISTORICAL, tail.historicalVar());
        into.put(StatisticDefinition.VAR_GAUSSIAN, tail.gaussianVar());
        into.put(StatisticDefinition.VAR_CORNISH_FISHER, tail.cornishFisherVar());
        into.put(StatisticDefinition.CVAR_HISTORICAL, tail.historicalCvar());
        into.put(StatisticDefinition.CVAR_GAUSSIAN, tail.gaussianCvar());
        into.put(StatisticDefinition.CVAR_CORNISH_FISHER, tail.cornishFisherCvar());
    }

    private void putReturns(Map<StatisticDefinition, Statistic> into, Moments moments) {
        double best = returns.at(0);
        double worst = returns.at(0);
        int hits = 0;
        for (int i = 0; i < returns.size(); i++) {
            best = Math.max(best, returns.at(i));
            worst = Math.min(worst, returns.at(i));
            hits += returns.at(i) > 0 ? 1 : 0;
        }
        into.put(StatisticDefinition.CUMULATIVE_RETURN, Statistic.of(returns.total()));
        into.put(StatisticDefinition.CUMULATIVE_LOG_RETURN, Statistic.of(returns.totalLog()));
        into.put(StatisticDefinition.ANNUALIZED_RETURN, Statistic.of(annualized()));
        into.put(StatisticDefinition.MEAN_RETURN, Statistic.of(moments.mean()));
        into.put(StatisticDefinition.HIT_RATE, Statistic.of((double) hits / returns.size()));
        into.put(StatisticDefinition.BEST_DAY, Statistic.of(best));
        into.put(StatisticDefinition.WORST_DAY, Statistic.of(worst));
        into.put(StatisticDefinition.VOLATILITY, when(2, false, moments, moments.deviation() * scale));
        into.put(
                StatisticDefinition.SKEWNESS,
                when(3, true, moments, moments.size() < 3 || moments.isConstant() ? 0 : moments.skewness()));
        into.put(
                StatisticDefinition.EXCESS_KURTOSIS,
                when(4, true, moments, moments.size() < 4 || moments.isConstant() ? 0 : moments.excessKurtosis()));
    }

    /** The value, unless there are fewer returns than it needs, or they do not vary and it needs that. */
    private static Statistic when(int atLeast, boolean mustVary, Moments moments, double value) {
        if (moments.size() < atLeast) {
            return Statistic.missing(Undefined.TOO_FEW_OBSERVATIONS);
        }
        return mustVary && moments.isConstant() ? Statistic.missing(Undefined.ZERO_VARIANCE) : Statistic.of(value);
    }

    private double annualized() {
        return Math.expm1(returns.totalLog() * parameters.annualization() / returns.size());
    }

    private void putRatios(Map<StatisticDefinition, Statistic> into, Moments moments, Drawdowns drawdowns) {
        double excess = moments.mean() - parameters.periodRate();
        double downside = downsideDeviation(returns, parameters.periodRate());
        into.put(StatisticDefinition.DOWNSIDE_DEVIATION, when(2, false, moments, downside * scale));
        into.put(StatisticDefinition.SHARPE, when(2, true, moments, excess / moments.deviation() * scale));
        into.put(
                StatisticDefinition.SORTINO,
                downside == 0 && moments.size() >= 2
                        ? Statistic.missing(Undefined.NO_RETURN_BELOW_TARGET)
                        : when(2, false, moments, excess / downside * scale));
        into.put(StatisticDefinition.MAX_DRAWDOWN, Statistic.of(drawdowns.deepest()));
        into.put(StatisticDefinition.AVERAGE_DRAWDOWN, Statistic.of(drawdowns.average()));
        into.put(StatisticDefinition.CURRENT_DRAWDOWN, Statistic.of(drawdowns.current()));
        into.put(StatisticDefinition.PAIN_INDEX, Statistic.of(drawdowns.pain()));
        into.put(
                StatisticDefinition.CALMAR,
                drawdowns.isEmpty()
                        ? Statistic.missing(Undefined.NO_DRAWDOWN)
                        : Statistic.of(annualized() / -drawdowns.deepest()));
    }

    /** Root of the mean squared shortfall below a target over all of at least one return; 0 where that is rounding. */
    static double downsideDeviation(Returns returns, double target) {
        CompensatedSum squares = new CompensatedSum();
        double largest = 0;
        for (int i = 0; i < returns.size(); i++) {
            double below = Math.min(returns.at(i) - target, 0);
            squares.add(below * below);
            largest = Math.max(largest, Math.abs(returns.at(i)));
        }
        double deviation = Math.sqrt(squares.value() / returns.size());
        return deviation <= Returns.noise(largest) ? 0 : deviation;
    }
}
