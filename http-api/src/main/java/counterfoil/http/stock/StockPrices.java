package counterfoil.http.stock;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many prices at once: each stock is asked by itself, and one that cannot answer does not spoil the others. */
final class StockPrices {
    /** Most instruments in one request. */
    static final int MAX_IDS = 1_000;

    /** Most instruments in one request for what was known at an instant: each is replayed. */
    static final int MAX_REPLAYED_IDS = 100;

    private final ApiContext context;
    private final Reading reading;

    StockPrices(ApiContext context, Reading reading) {
        this.context = context;
        this.reading = reading;
    }

    CompletionStage<Answer> answer(Call call) {
        Times times = Times.of(call, context.clock());
        List<String> ids = ids(call, times.knownAt() == null ? MAX_IDS : MAX_REPLAYED_IDS);
        List<CompletableFuture<PriceEntry>> entries = new ArrayList<>();
        for (String id : ids) {
            // One replay after another, so that one request never fills the queue of the workers.
            entries.add(
                    times.knownAt() == null || entries.isEmpty()
                            ? entry(call, id, times)
                            : entries.getLast().thenCompose(before -> entry(call, id, times)));
        }
        return CompletableFuture.allOf(entries.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> Answer.json(
                        200,
                        StockJson.prices(
                                entries.stream()
                                        .map(CompletableFuture::resultNow)
                                        .toList(),
                                Metas.now(context, times))));
    }

    private static List<String> ids(Call call, int most) {
        String text = call.query().get("ids");
        String allowed = "give 1 to " + most + " instruments such as AAPL.XNAS,MSFT.XNAS";
        if (text == null || text.isBlank()) {
            throw Problems.invalidParameter("ids", text, allowed).refuse();
        }
        List<String> ids = List.of(text.split(",", -1));
        if (ids.size() > most) {
            throw Problems.invalidParameter("ids", text, allowed).refuse();
        }
        return ids;
    }

    private CompletableFuture<PriceEntry> entry(Call call, String id, Times times) {
        try {
            return reading.read(id, times, call.deadline(), to -> new StockCommand.GetPrice(times.asOf(), to))
                    .<PriceEntry>thenApply(
                            view -> new PriceEntry.Found(id, StockViews.expect(StockView.PriceView.class, view)))
                    .exceptionallyCompose(failure -> missing(id, failure))
                    .toCompletableFuture();
        } catch (Problem.Refused malformed) {
            return missing(id, malformed);
        }
    }

    private static CompletableFuture<PriceEntry> missing(String id, Throwable failure) {
        return Problem.within(failure)
                .map(problem -> CompletableFuture.<PriceEntry>completedFuture(
                        new PriceEntry.Missing(Problems.shorten(id), problem.code(), problem.title())))
                .orElseGet(() -> CompletableFuture.failedFuture(failure));
    }
}
