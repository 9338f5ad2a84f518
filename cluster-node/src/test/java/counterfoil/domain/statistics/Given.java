package counterfoil.domain.statistics;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** Series and parameters that tests begin with. */
final class Given {
    /** Nothing to compare with. */
    static final Benchmark ALONE = new Benchmark.None(Undefined.NO_BENCHMARK);

    private Given() {}

    /** Closes of the days 0, 1, 2 … */
    static Closes closes(double... closes) {
        return new Closes(IntStream.range(0, closes.length).toArray(), closes);
    }

    /** Closes of the days 0, 1, 2 … that begin at 1 and have these returns, but for rounding. */
    static Closes growing(double... returns) {
        double[] closes = new double[returns.length + 1];
        closes[0] = 1;
        for (int i = 0; i < returns.length; i++) {
            closes[i + 1] = closes[i] * (1 + returns[i]);
        }
        return closes(closes);
    }

    static Closes times(Closes closes, double factor) {
        double[] scaled = new double[closes.size()];
        int[] days = new int[closes.size()];
        Arrays.setAll(scaled, i -> closes.close(i) * factor);
        Arrays.setAll(days, closes::day);
        return new Closes(days, scaled);
    }

    static StatisticsParameters perYear(int annualization) {
        return new StatisticsParameters(0, 0.95, 1, annualization, null);
    }

    static StatisticsParameters rolling(int window) {
        return new StatisticsParameters(0.02, 0.95, 1, 252, window);
    }

    /** All statistics of closes by themselves, with the standard parameters. */
    static StatisticsReport alone(Closes closes) {
        return Statistics.of(closes, ALONE, 0, StatisticsParameters.STANDARD);
    }

    static StatisticsReport against(Closes closes, Closes benchmark) {
        return Statistics.of(closes, new Benchmark.Given(benchmark), 0, StatisticsParameters.STANDARD);
    }

    /** A statistic, or why there is none. */
    static Statistic statistic(StatisticsReport report, StatisticDefinition definition) {
        return Objects.requireNonNull(report.values().get(definition));
    }

    /** The number of a statistic. */
    static double value(StatisticsReport report, StatisticDefinition definition) {
        return value(statistic(report, definition));
    }

    static double value(Statistic statistic) {
        return switch (statistic) {
            case Statistic.Value value -> value.value();
            case Statistic.Missing missing -> throw new AssertionError("missing: " + missing.reason());
        };
    }

    /** Why a statistic has no number. */
    static Undefined reason(StatisticsReport report, StatisticDefinition definition) {
        return switch (statistic(report, definition)) {
            case Statistic.Value value -> throw new AssertionError("not missing: " + value.value());
            case Statistic.Missing missing -> missing.reason();
        };
    }
}
