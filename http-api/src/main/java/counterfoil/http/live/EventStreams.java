package counterfoil.http.live;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Problems;
import counterfoil.http.stock.LiveStocks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Server-sent events of some stocks: the same messages as the WebSocket's, for whoever speaks only HTTP. */
final class EventStreams {
    private static final ContentType TYPE = ContentTypes.parse("text/event-stream; charset=UTF-8");

    private final ApiContext context;
    private final LiveStocks stocks;

    EventStreams(ApiContext context, LiveStocks stocks) {
        this.context = context;
        this.stocks = stocks;
    }

    /** What one stream tells: its symbols as asked and their instruments, and behind which position it goes on. */
    record Asked(
            List<String> symbols,
            List<String> instrumentIds,
            @Nullable Long resumeFrom) {
        /** Copies the lists in. */
        Asked {
            symbols = List.copyOf(symbols);
            instrumentIds = List.copyOf(instrumentIds);
        }
    }

    CompletionStage<Answer> answer(Call call) {
        List<String> symbols = symbols(call);
        Long resumeFrom = resumeFrom(call);
        if (!context.live().hasRoom()) {
            throw Handshake.tooManyClients().refuse();
        }
        List<CompletableFuture<String>> ids = new ArrayList<>();
        for (String symbol : symbols) {
            ids.add(stocks.resolve(symbol, call.deadline()).toCompletableFuture());
        }
        return CompletableFuture.allOf(ids.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> new Asked(
                        symbols, ids.stream().map(CompletableFuture::resultNow).toList(), resumeFrom))
                .thenApply(asked -> Answer.flow(TYPE, Source.fromGraph(new EventStage(context.live(), stocks, asked)))
                        .withHeader("X-Accel-Buffering", "no"));
    }

    private List<String> symbols(Call call) {
        int most = context.live().settings().mostSubscriptions() / Kind.values().length;
        String text = call.query().get("symbols");
        String allowed = "give 1 to " + most + " instruments such as AAPL.XNAS,MSFT.XNAS";
        if (text == null || text.isBlank()) {
            throw Problems.invalidParameter("symbols", text, allowed).refuse();
        }
        List<String> symbols = List.copyOf(new LinkedHashSet<>(List.of(text.split(",", -1))));
        if (symbols.size() > most) {
            throw Problems.invalidParameter("symbols", text, allowed).refuse();
        }
        return symbols;
    }

    /** What a client that connects again sends by itself goes before what stands in the URL of its first time. */
    private static @Nullable Long resumeFrom(Call call) {
        String header = call.header("last-event-id");
        String text = header == null || header.isEmpty() ? call.query().get("resume_from") : header;
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Problems.invalidParameter(
                            "resume_from", text, "must be the id of the last event, a position in the log")
                    .refuse();
        }
        return Long.valueOf(text);
    }
}
