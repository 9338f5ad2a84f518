package counterfoil.http.stock;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.PageToken;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView.ClosesView;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Returns and risk of a stock, alone and against another one. Each stock answers its own closes, as of and as known at the
 * times asked for; they meet here, where the question was asked, and the node computes.
 */
final class StockStatistics {
    private final ApiContext context;
    private final Reading reading;

    StockStatistics(ApiContext context, Reading reading) {
        this.context = context;
        this.reading = reading;
    }

    CompletionStage<Answer> answer(Call call) {
        String instrument = call.path().getFirst();
        String list = "statistics:" + instrument;
        Times times = Times.of(call, context.clock());
        StatisticsQuery query = StatisticsQuery.of(call, times.clock(context.clock()), list);
        ClosesPages pages = new ClosesPages(reading, times, call.deadline());
        String benchmark = query.benchmark();
        if (benchmark == null) {
            return pages.read(instrument, query.span()).thenApply(view -> answer(call, list, times, query, view, null));
        }
        requireName(benchmark);
        // One after the other, so that one request never has two replays under way.
        return pages.read(instrument, query.span())
                .thenCompose(view -> compared(pages, benchmark, query.span())
                        .thenApply(other -> answer(call, list, times, query, view, other)));
    }

    private static CompletionStage<ClosesView> compared(ClosesPages pages, String benchmark, Span span) {
        return pages.read(benchmark, span).exceptionallyCompose(failure -> {
            Throwable told = Problem.within(failure)
                    .<Throwable>map(problem -> ofBenchmark(benchmark, problem).refuse())
                    .orElse(failure);
            return CompletableFuture.failedFuture(told);
        });
    }

    /** Before the stock is asked in vain. */
    private static void requireName(String benchmark) {
        try {
            InstrumentPath.requireName(benchmark);
        } catch (Problem.Refused malformed) {
            throw ofBenchmark(benchmark, malformed.problem()).refuse();
        }
    }

    /** What is wrong with an instrument in the path is something else when it is one in a parameter. */
    private static Problem ofBenchmark(String benchmark, Problem problem) {
        return switch (problem.code()) {
            case "unknown-instrument" -> Problems.unknownBenchmark(benchmark);
            case "malformed-instrument" ->
                Problems.invalidParameter(
                        "benchmark", benchmark, "expected AAPL, AAPL.XNAS, isin:…, figi:… or an instrument id");
            case "ambiguous-ticker", "adjustment-unavailable" ->
                new Problem(
                        problem.status(),
                        problem.code(),
                        problem.title(),
                        "the benchmark: " + problem.detail(),
                        problem.errors());
            default -> problem;
        };
    }

    private Answer answer(
            Call call,
            String list,
            Times times,
            StatisticsQuery query,
            ClosesView stock,
            @Nullable ClosesView benchmark) {
        EntityTag tag = tagOf(stock, benchmark);
        if (tag.isHeldBy(call)) {
            return Answer.empty(304).withHeader("ETag", tag.text());
        }
        Statistics.Computed computed = context.statistics()
                .compute(new Statistics.Asked(
                        stock.closes(), benchmark(stock, benchmark), query.from(), query.parameters()));
        RollingPage page = RollingPage.of(computed.rolling(), query.start(), query.limit());
        LocalDate next = page == null ? null : page.next();
        String token = next == null ? null : PageToken.write(list, next.toEpochDay());
        byte[] body =
                new StatisticsJson(query, stock, benchmark, Metas.now(context, times)).write(computed, page, token);
        return Answer.json(200, body)
                .withHeader("ETag", tag.text())
                .withHeader("Link", token == null ? null : PageToken.link(call, token));
    }

    private static EntityTag tagOf(ClosesView stock, @Nullable ClosesView benchmark) {
        long sequence = stock.basis().sequenceNumber();
        return benchmark == null
                ? EntityTag.of(stock.instrumentId(), sequence)
                : EntityTag.of(
                        stock.instrumentId(),
                        sequence,
                        benchmark.instrumentId(),
                        benchmark.basis().sequenceNumber());
    }

    private static Statistics.Comparison benchmark(ClosesView stock, @Nullable ClosesView benchmark) {
        if (benchmark == null) {
            return new Statistics.Comparison.None();
        }
        return benchmark.instrument().currency().equals(stock.instrument().currency())
                ? new Statistics.Comparison.Given(benchmark.closes())
                : new Statistics.Comparison.InOtherCurrency();
    }

    /**
     * The dates of rolling statistics that one answer has: {@code from} to before {@code to}.
     *
     * @param next the first date of the next page; null when this is the last
     */
    record RollingPage(
            Statistics.Rolling rolling,
            int from,
            int to,
            @Nullable LocalDate next) {
        static @Nullable RollingPage of(Statistics.@Nullable Rolling rolling, @Nullable LocalDate start, int limit) {
            if (rolling == null) {
                return null;
            }
            List<LocalDate> dates = rolling.dates();
            int from = 0;
            while (start != null && from < dates.size() && dates.get(from).isBefore(start)) {
                from++;
            }
            int to = Math.min(dates.size(), from + limit);
            return new RollingPage(rolling, from, to, to < dates.size() ? dates.get(to) : null);
        }
    }
}
