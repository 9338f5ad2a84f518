package counterfoil.http.stock;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.PageToken;
import counterfoil.http.PersonalText;
import counterfoil.http.Problems;
import counterfoil.http.Reasons;
import counterfoil.http.Route;
import counterfoil.market.Adjustment;
import counterfoil.market.Quote;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be read of one stock: answered by the stock itself, from its memory; or by its past, with known_at. */
public final class StockRoutes {
    private static final String STOCK = "/api/v1/stocks/{instrument}";
    private static final int MAX_INDICATORS = 16;
    private static final Set<String> TIMES = Set.of("as_of", "known_at");
    private static final Set<String> SERIES =
            Set.of("as_of", "known_at", "timeframe", "from", "to", "adjustment", "session", "limit", "page_token");

    private final ApiContext context;
    private final Reading reading;
    private final Reasons reasons;

    /** Routes that ask the stocks of this context. */
    public StockRoutes(ApiContext context, Ask ask) {
        this.context = context;
        this.reading = new Reading(context, ask);
        this.reasons = new Reasons(context);
    }

    /** The routes. */
    public List<Route> routes() {
        StockPrices prices = new StockPrices(context, reading);
        StockStatistics statistics = new StockStatistics(context, reading);
        return List.of(
                get(STOCK, TIMES, this::instrument),
                get(STOCK + "/price", TIMES, this::price),
                get("/api/v1/stocks/prices", with(TIMES, "ids"), prices::answer),
                get(STOCK + "/history", SERIES, this::history),
                get(STOCK + "/technicals", with(SERIES, "indicators"), this::technicals),
                get(STOCK + "/statistics", with(StatisticsQuery.PARAMETERS, "as_of", "known_at"), statistics::answer),
                get(STOCK + "/corporate-actions", with(TIMES, "limit", "page_token"), this::corporateActions),
                get(STOCK + "/identifiers", TIMES, this::identifiers),
                get(STOCK + "/quality", with(TIMES, "part", "limit", "page_token"), this::quality));
    }

    private static Route get(String path, Set<String> parameters, Route.Handler handler) {
        return new Route("GET", path, Access.ADMIN_TOKEN, parameters, handler);
    }

    private static Set<String> with(Set<String> parameters, String... more) {
        Set<String> all = new HashSet<>(parameters);
        all.addAll(List.of(more));
        return all;
    }

    private CompletionStage<Answer> instrument(Call call) {
        Times times = times(call);
        return read(call, times, StockView.InstrumentView.class, to -> new StockCommand.GetInstrument(times.asOf(), to))
                .thenApply(view -> {
                    Meta meta = meta(times);
                    StockSession session = StockSession.of(view, meta, context.calendars());
                    EntityTag tag =
                            EntityTag.of(view.instrumentId(), view.basis().sequenceNumber(), session.tag());
                    return tagged(call, tag, () -> StockJson.instrument(view, session, meta));
                });
    }

    private CompletionStage<Answer> identifiers(Call call) {
        Times times = times(call);
        return read(call, times, StockView.InstrumentView.class, to -> new StockCommand.GetInstrument(times.asOf(), to))
                .thenApply(view -> tagged(
                        call,
                        EntityTag.of(view.instrumentId(), view.basis().sequenceNumber()),
                        () -> StockJson.identifiers(view, meta(times))));
    }

    private CompletionStage<Answer> price(Call call) {
        Times times = times(call);
        return read(call, times, StockView.PriceView.class, to -> new StockCommand.GetPrice(times.asOf(), to))
                .thenApply(view -> tagged(call, tagOf(view), () -> StockJson.price(view, meta(times))));
    }

    private static EntityTag tagOf(StockView.PriceView view) {
        Quote quote = view.quote();
        long sequence = view.basis().sequenceNumber();
        return quote == null
                ? EntityTag.of(view.instrumentId(), sequence, view.time())
                : EntityTag.of(view.instrumentId(), sequence, quote);
    }

    private CompletionStage<Answer> history(Call call) {
        String list = list("history", call);
        Times times = times(call);
        Window window = SeriesQuery.window(call, times.clock(context.clock()), Adjustment.RAW, list);
        return read(call, times, StockView.HistoryView.class, to -> new StockCommand.GetHistory(window, to))
                .thenApply(view -> {
                    String next = token(list, view.next());
                    EntityTag tag = seriesTag(view.instrumentId(), view.basis());
                    return paged(
                            call, next, tagged(call, tag, () -> StockJson.history(view, window, next, meta(times))));
                });
    }

    private CompletionStage<Answer> technicals(Call call) {
        String list = list("technicals", call);
        List<String> indicators = indicators(call);
        Times times = times(call);
        Window window = SeriesQuery.window(call, times.clock(context.clock()), Adjustment.SPLIT, list);
        return read(
                        call,
                        times,
                        StockView.TechnicalsView.class,
                        to -> new StockCommand.GetTechnicals(indicators, window, to))
                .thenApply(view -> {
                    String next = token(list, view.next());
                    EntityTag tag = seriesTag(view.instrumentId(), view.basis());
                    return paged(
                            call,
                            next,
                            tagged(call, tag, () -> StockJson.technicals(view, window.timeframe(), next, meta(times))));
                });
    }

    /** Bars follow from facts and from the sessions of their market. */
    private EntityTag seriesTag(String instrumentId, Basis basis) {
        return EntityTag.of(
                instrumentId, basis.sequenceNumber(), context.calendars().version());
    }

    private static List<String> indicators(Call call) {
        String text = call.query().get("indicators");
        String allowed = "give 1 to " + MAX_INDICATORS + " such as sma:20,rsi:14,macd:12:26:9";
        if (text == null || text.isBlank()) {
            throw Problems.invalidParameter("indicators", text, allowed).refuse();
        }
        List<String> indicators = List.of(text.split(",", -1));
        if (indicators.size() > MAX_INDICATORS) {
            throw Problems.invalidParameter("indicators", text, allowed).refuse();
        }
        return indicators;
    }

    private CompletionStage<Answer> corporateActions(Call call) {
        String list = list("corporate-actions", call);
        Times times = times(call);
        int limit = call.query().limit();
        String token = call.query().get("page_token");
        long after = token == null ? 0 : PageToken.read(list, token);
        return read(
                        call,
                        times,
                        StockView.CorporateActionsView.class,
                        to -> new StockCommand.GetCorporateActions(after, limit, times.asOf(), to))
                .thenApply(view -> {
                    String next = token(list, view.next());
                    EntityTag tag =
                            EntityTag.of(view.instrumentId(), view.basis().sequenceNumber());
                    return paged(
                            call, next, tagged(call, tag, () -> StockJson.corporateActions(view, next, meta(times))));
                });
    }

    private CompletionStage<Answer> quality(Call call) {
        QualityPart part = part(call);
        String list = list("quality-" + part.code(), call);
        Times times = times(call);
        int limit = call.query().limit();
        String token = call.query().get("page_token");
        long after = token == null ? 0 : PageToken.read(list, token);
        return read(
                        call,
                        times,
                        StockView.QualityView.class,
                        to -> new StockCommand.GetQuality(part, after, limit, times.asOf(), to))
                .thenCompose(view -> reasons.texts(reasonsOf(view)).thenApply(texts -> {
                    String next = token(list, view.next());
                    EntityTag tag = tagOf(view, texts);
                    return paged(
                            call, next, tagged(call, tag, () -> StockJson.quality(view, texts, next, meta(times))));
                }));
    }

    private static QualityPart part(Call call) {
        String text = call.query().get("part");
        if (text == null) {
            return QualityPart.ALL;
        }
        try {
            return QualityPart.parse(text);
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter("part", text, String.valueOf(refused.getMessage()))
                    .refuse();
        }
    }

    private static Stream<@Nullable Enciphered> reasonsOf(StockView.QualityView view) {
        return view.questions().stream().map(StockView.KeptQuestion::reason);
    }

    /** An erasure changes the answer and not the stock, so the tag tells how many texts are no longer what they were. */
    private EntityTag tagOf(StockView.QualityView view, Map<Enciphered, String> texts) {
        long gone = texts.values().stream()
                .filter(text -> text.equals(PersonalText.ERASED) || text.equals(PersonalText.UNREADABLE))
                .count();
        String sessions = context.calendars().version();
        return EntityTag.of(
                view.instrumentId(), view.basis().sequenceNumber(), gone == 0 ? sessions : sessions + ":" + gone);
    }

    private <V extends StockView> CompletionStage<V> read(Call call, Times times, Class<V> kind, Reading.ReadTo read) {
        return reading.read(call.path().getFirst(), times, call.deadline(), read)
                .thenApply(view -> StockViews.expect(kind, view));
    }

    private static Answer tagged(Call call, EntityTag tag, Supplier<byte[]> writing) {
        Answer answer = tag.isHeldBy(call) ? Answer.empty(304) : Answer.json(200, writing.get());
        return answer.withHeader("ETag", tag.text());
    }

    private static Answer paged(Call call, @Nullable String next, Answer answer) {
        return answer.withHeader("Link", next == null ? null : PageToken.link(call, next));
    }

    private static String list(String name, Call call) {
        return name + ":" + call.path().getFirst();
    }

    private static @Nullable String token(String list, @Nullable Long next) {
        return next == null ? null : PageToken.write(list, next);
    }

    private Times times(Call call) {
        return Times.of(call, context.clock());
    }

    private Meta meta(Times times) {
        return Metas.now(context, times);
    }
}
