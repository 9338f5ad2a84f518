package counterfoil.http;

import counterfoil.http.stock.Statistics;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers the same numbers for all closes, and remembers what it was asked. */
final class FakeStatistics implements Statistics {
    final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();

    @Override
    public Computed compute(Asked question) {
        asked.add(question);
        LocalDate first = LocalDate.parse("2020-01-03");
        Extent extent = new Extent(3, LocalDate.parse("2020-01-02"), first, LocalDate.parse("2020-01-07"));
        List<LocalDate> dates = List.of(first, LocalDate.parse("2020-01-06"), LocalDate.parse("2020-01-07"));
        Integer window = question.parameters().rolling();
        return new Computed(
                List.of(
                        new Metric("volatility", 0.25, null, "the spread", "Bacon (2008)", "by hand"),
                        new Metric("beta", null, "no-benchmark", "the slope", "Sharpe (1964)", "by eye")),
                extent,
                new Dates(null, null, null, first, first),
                question.benchmark() instanceof Comparison.Given ? new Match(extent, 2, 1) : null,
                window == null
                        ? null
                        : new Rolling(window, dates, List.of(new Line("volatility", new double[] {Double.NaN, 0.1, 0.2
                        }))));
    }
}
