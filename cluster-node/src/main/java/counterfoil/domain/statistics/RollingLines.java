package counterfoil.domain.statistics;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the last {@code window} returns at each date of a range. NaN where there are fewer returns up to that date,
 * where a definition divides by 0 and, for beta, on dates without a close of the benchmark. Returns before the range fill
 * the first windows, so a range selects values and changes none by more than rounding.
 *
 * @param window number of returns
 * @param day dates in days since 1970-01-01
 * @param volatility one per date, as {@link StatisticDefinition#VOLATILITY}
 * @param sharpe as {@link StatisticDefinition#SHARPE}
 * @param maxDrawdown as {@link StatisticDefinition#MAX_DRAWDOWN}, from the close before the window's first return on
 * @param beta as {@link StatisticDefinition#BETA}; null without a benchmark
 */
@SuppressWarnings("ArrayRecordComponent") // columns of primitives; nobody compares two
public record RollingLines(
        int window, int[] day, double[] volatility, double[] sharpe, double[] maxDrawdown, double @Nullable [] beta) {

    static RollingLines of(
            Closes closes, @Nullable Matched matched, int fromDay, int window, StatisticsParameters parameters) {
        int first = Math.max(1, closes.indexAtOrAfter(fromDay));
        int size = Math.max(0, closes.size() - first);
        RollingLines lines = new RollingLines(
                window,
                new int[size],
                missing(size),
                missing(size),
                missing(size),
                matched == null ? null : missing(size));
        lines.fillAlone(closes, first, parameters);
        if (matched != null) {
            lines.fillBeta(matched);
        }
        return lines;
    }

    private static double[] missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private void fillAlone(Closes closes, int first, StatisticsParameters parameters) {
        Returns returns = Returns.of(closes);
        RollingMoments moments = new RollingMoments(window);
        RollingDrawdown drawdown = new RollingDrawdown(window + 1);
        double rate = parameters.periodRate();
        double scale = Math.sqrt(parameters.annualization());
        drawdown.add(returns.wealth(0));
        for (int i = 0; i < returns.size(); i++) {
            boolean isFull = moments.add(returns.at(i), 0);
            drawdown.add(returns.wealth(i + 1));
            int at = i + 1 - first;
            if (at < 0) {
                continue;
            }
            day[at] = closes.day(i + 1);
            if (isFull) {
                double deviation = moments.deviation();
                volatility[at] = finite(deviation * scale);
                sharpe[at] = deviation == 0 ? Double.NaN : finite((moments.mean() - rate) / deviation * scale);
                maxDrawdown[at] = finite(drawdown.deepest());
            }
        }
    }

    private void fillBeta(Matched matched) {
        double[] values = beta == null ? new double[0] : beta;
        Map<Integer, Integer> indexes = new HashMap<>();
        for (int i = 0; i < day.length; i++) {
            indexes.put(day[i], i);
        }
        Returns mine = Returns.of(matched.closes());
        Returns theirs = Returns.of(matched.benchmark());
        RollingMoments moments = new RollingMoments(window);
        for (int i = 0; i < mine.size(); i++) {
            boolean isFull = moments.add(mine.at(i), theirs.at(i));
            Integer at = indexes.get(matched.closes().day(i + 1));
            if (isFull && at != null) {
                values[at] = finite(moments.slope());
            }
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
