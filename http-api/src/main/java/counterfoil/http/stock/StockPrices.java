package counterfoil.http.stock;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Many prices at once: each stock is asked by itself, and one that cannot answer does not spoil the others. */
final class StockPrices {
    /** Most instruments in one request. */
    static final int MAX_IDS = 1_000;

    private final ApiContext context;
    private final Ask ask;
    private final InstrumentPath instruments;

    StockPrices(ApiContext context, Ask ask, InstrumentPath instruments) {
        this.context = context;
        this.ask = ask;
        this.instruments = instruments;
    }

    CompletionStage<Answer> answer(Call call) {
        LocalDate asOf = call.query().date("as_of");
        List<CompletableFuture<PriceEntry>> entries = new ArrayList<>();
        for (String id : ids(call)) {
            entries.add(entry(call, id, asOf).toCompletableFuture());
        }
        return CompletableFuture.allOf(entries.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> Answer.json(
                        200,
                        StockJson.prices(
                                entries.stream()
                                        .map(CompletableFuture::resultNow)
                                        .toList(),
                                Metas.now(context))));
    }

    private static List<String> ids(Call call) {
        String text = call.query().get("ids");
        String allowed = "give 1 to " + MAX_IDS + " instruments such as AAPL.XNAS,MSFT.XNAS";
        if (text == null || text.isBlank()) {
            throw Problems.invalidParameter("ids", text, allowed).refuse();
        }
        List<String> ids = List.of(text.split(",", -1));
        if (ids.size() > MAX_IDS) {
            throw Problems.invalidParameter("ids", text, allowed).refuse();
        }
        return ids;
    }

    private CompletionStage<PriceEntry> entry(Call call, String id, @Nullable LocalDate asOf) {
        try {
            return instruments
                    .resolve(id, asOf, call.deadline())
                    .thenCompose(found -> ask.<StockCommand, StockView>read(
                            StockKey.TYPE, found, call.deadline(), to -> new StockCommand.GetPrice(asOf, to)))
                    .<PriceEntry>thenApply(
                            view -> new PriceEntry.Found(id, StockViews.expect(StockView.PriceView.class, view)))
                    .exceptionallyCompose(failure -> missing(id, failure));
        } catch (Problem.Refused malformed) {
            return missing(id, malformed);
        }
    }

    private static CompletionStage<PriceEntry> missing(String id, Throwable failure) {
        return Problem.within(failure)
                .<CompletionStage<PriceEntry>>map(problem -> CompletableFuture.completedFuture(
                        new PriceEntry.Missing(Problems.shorten(id), problem.code(), problem.title())))
                .orElseGet(() -> CompletableFuture.failedFuture(failure));
    }
}
