package counterfoil.node.stock;

import counterfoil.domain.statistics.Benchmark;
import counterfoil.domain.statistics.RollingLines;
import counterfoil.domain.statistics.Statistic;
import counterfoil.domain.statistics.StatisticDefinition;
import counterfoil.domain.statistics.StatisticsReport;
import counterfoil.domain.statistics.Undefined;
import counterfoil.http.stock.Statistics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the pure domain's statistics to the API: days become dates, definitions their texts. */
public final class StockStatistics implements Statistics {
    @Override
    public Computed compute(Asked asked) {
        StatisticsReport report = counterfoil.domain.statistics.Statistics.of(
                asked.closes(), benchmark(asked.benchmark()), (int) asked.from().toEpochDay(), asked.parameters());
        StatisticsReport.Dates dates = report.dates();
        StatisticsReport.Match match = report.match();
        return new Computed(
                report.values().entrySet().stream().map(StockStatistics::metric).toList(),
                extent(report.extent()),
                new Dates(
                        date(dates.peak()),
                        date(dates.trough()),
                        date(dates.recovery()),
                        date(dates.bestDay()),
                        date(dates.worstDay())),
                match == null ? null : new Match(extent(match.extent()), match.unmatched(), match.benchmarkUnmatched()),
                rolling(report.rolling()));
    }

    private static Benchmark benchmark(Statistics.Comparison benchmark) {
        return switch (benchmark) {
            case Statistics.Comparison.Given given -> new Benchmark.Given(given.closes());
            case Statistics.Comparison.InOtherCurrency other ->
                new Benchmark.None(Undefined.BENCHMARK_IN_OTHER_CURRENCY);
            case Statistics.Comparison.None none -> new Benchmark.None(Undefined.NO_BENCHMARK);
        };
    }

    private static Metric metric(Map.Entry<StatisticDefinition, Statistic> entry) {
        return switch (entry.getValue()) {
            case Statistic.Value value -> metric(entry.getKey(), value.value(), null);
            case Statistic.Missing missing ->
                metric(entry.getKey(), null, missing.reason().code());
        };
    }

    private static Metric metric(StatisticDefinition definition, @Nullable Double value, @Nullable String reason) {
        return new Metric(
                definition.code(), value, reason, definition.meaning(), definition.source(), definition.check());
    }

    private static @Nullable Extent extent(StatisticsReport.@Nullable Extent extent) {
        return extent == null
                ? null
                : new Extent(
                        extent.observations(),
                        LocalDate.ofEpochDay(extent.base()),
                        LocalDate.ofEpochDay(extent.first()),
                        LocalDate.ofEpochDay(extent.last()));
    }

    private static @Nullable LocalDate date(@Nullable Integer day) {
        return day == null ? null : LocalDate.ofEpochDay(day);
    }

    private static @Nullable Rolling rolling(@Nullable RollingLines rolling) {
        if (rolling == null) {
            return null;
        }
        List<Line> lines = new ArrayList<>(List.of(
                new Line(StatisticDefinition.VOLATILITY.code(), rolling.volatility()),
                new Line(StatisticDefinition.SHARPE.code(), rolling.sharpe()),
                new Line(StatisticDefinition.MAX_DRAWDOWN.code(), rolling.maxDrawdown())));
        double[] beta = rolling.beta();
        if (beta != null) {
            lines.add(new Line(StatisticDefinition.BETA.code(), beta));
        }
        return new Rolling(
                rolling.window(),
                Arrays.stream(rolling.day()).mapToObj(LocalDate::ofEpochDay).toList(),
                lines);
    }
}
