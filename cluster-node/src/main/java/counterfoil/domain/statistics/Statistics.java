package counterfoil.domain.statistics;

import counterfoil.domain.statistics.StatisticsReport.Dates;
import counterfoil.domain.statistics.StatisticsReport.Extent;
import counterfoil.domain.statistics.StatisticsReport.Match;
import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes every statistic of the closes of trading dates.
 *
 * <p>The returns of a range are those dated in it; the first one goes from the last close before the range, where that is
 * given, so a return does not depend on the range that it is asked for in.
 */
public final class Statistics {
    private Statistics() {}

    /**
     * The statistics of the returns dated from {@code fromDay} on.
     *
     * @param closes up to the end of the range; those before {@code fromDay} give the first return its base and fill the
     *     first rolling windows
     * @param benchmark likewise
     * @param fromDay first date of the range, in days since 1970-01-01
     */
    public static StatisticsReport of(
            Closes closes, Benchmark benchmark, int fromDay, StatisticsParameters parameters) {
        Map<StatisticDefinition, Statistic> values = new EnumMap<>(StatisticDefinition.class);
        Closes range = closes.slice(Matched.baseOf(closes, fromDay), closes.size());
        Dates dates = putAlone(values, range, parameters);
        Matched matched = switch (benchmark) {
            case Benchmark.Given given -> Matched.of(closes, given.closes(), fromDay);
            case Benchmark.None none -> {
                putAll(values, true, none.reason());
                yield null;
            }
        };
        Match match = null;
        if (matched != null) {
            Matched asked = matched.from(fromDay);
            putAgainst(values, asked, parameters);
            match = new Match(extent(asked.closes()), asked.unmatched(), asked.benchmarkUnmatched());
        }
        return new StatisticsReport(values, extent(range), dates, match, rolling(closes, matched, fromDay, parameters));
    }

    private static Dates putAlone(
            Map<StatisticDefinition, Statistic> values, Closes range, StatisticsParameters parameters) {
        if (range.size() < 2 || !arePositive(range)) {
            putAll(values, false, arePositive(range) ? Undefined.TOO_FEW_OBSERVATIONS : Undefined.PRICE_NOT_POSITIVE);
            return Dates.NONE;
        }
        Returns returns = Returns.of(range);
        Drawdowns drawdowns = Drawdowns.of(returns);
        Alone.put(values, returns, drawdowns, parameters);
        return dates(range, returns, drawdowns);
    }

    private static void putAgainst(
            Map<StatisticDefinition, Statistic> values, Matched matched, StatisticsParameters parameters) {
        if (matched.size() == 0) {
            putAll(values, true, Undefined.NOT_OVERLAPPING);
        } else if (!arePositive(matched.closes()) || !arePositive(matched.benchmark())) {
            putAll(values, true, Undefined.PRICE_NOT_POSITIVE);
        } else {
            Against.put(values, Returns.of(matched.closes()), Returns.of(matched.benchmark()), parameters);
        }
    }

    private static void putAll(Map<StatisticDefinition, Statistic> values, boolean relative, Undefined reason) {
        for (StatisticDefinition definition : StatisticDefinition.values()) {
            if (definition.isRelative() == relative) {
                values.put(definition, Statistic.missing(reason));
            }
        }
    }

    private static @Nullable RollingLines rolling(
            Closes closes, @Nullable Matched matched, int fromDay, StatisticsParameters parameters) {
        Integer window = parameters.rolling();
        if (window == null || !arePositive(closes)) {
            return null;
        }
        boolean comparable = matched != null && arePositive(matched.benchmark());
        return RollingLines.of(closes, comparable ? matched : null, fromDay, window, parameters);
    }

    private static Dates dates(Closes range, Returns returns, Drawdowns drawdowns) {
        int best = 0;
        int worst = 0;
        for (int i = 1; i < returns.size(); i++) {
            best = returns.at(i) > returns.at(best) ? i : best;
            worst = returns.at(i) < returns.at(worst) ? i : worst;
        }
        Drawdowns.Episode fall = drawdowns.worst();
        Integer recovery = fall.recovery();
        boolean fell = !drawdowns.isEmpty();
        return new Dates(
                fell ? (Integer) range.day(fall.peak()) : null,
                fell ? (Integer) range.day(fall.trough()) : null,
                fell && recovery != null ? (Integer) range.day(recovery) : null,
                range.day(best + 1),
                range.day(worst + 1));
    }

    private static @Nullable Extent extent(Closes closes) {
        return closes.size() < 2
                ? null
                : new Extent(closes.size() - 1, closes.day(0), closes.day(1), closes.day(closes.size() - 1));
    }

    private static boolean arePositive(Closes closes) {
        for (int i = 0; i < closes.size(); i++) {
            if (closes.close(i) <= 0) {
                return false;
            }
        }
        return true;
    }
}
