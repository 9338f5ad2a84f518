package counterfoil.http.readtable;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.Json;
import counterfoil.http.PageToken;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import counterfoil.market.Mic;
import counterfoil.persistence.query.FoundInstrument;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.InstrumentQuestion.Place;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds instruments by ticker, identifier or name. */
public final class StockSearchRoutes {
    private static final String TABLE = "instrument-search";
    private static final int MAX_SECTOR = 100;
    private static final int PLACE_PARTS = 4;

    private final ApiContext context;

    /** Routes that ask the read tables of this context. */
    public StockSearchRoutes(ApiContext context) {
        this.context = context;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/stocks",
                Access.ADMIN_TOKEN,
                Set.of("q", "sector", "exchange", "limit", "page_token"),
                this::search));
    }

    private CompletionStage<Answer> search(Call call) {
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        String text = Asked.text(call, "q", InstrumentQuestion.MAX_TEXT);
        String sector = Asked.text(call, "sector", MAX_SECTOR);
        String mic = mic(call);
        String list = "stocks\n" + text + "\n" + sector + "\n" + mic;
        InstrumentQuestion question =
                new InstrumentQuestion(text, sector, mic, today, call.query().limit(), after(call, list));
        return Asked.of(context, () -> context.reads().find(question)).thenApply(page -> {
            EntityTag tag = EntityTag.of(page.basis(), today);
            String next = page.more() ? token(list, page.instruments().getLast().place()) : null;
            Answer answer = tag.isHeldBy(call) ? Answer.empty(304) : Answer.json(200, write(page, today, next));
            return answer.withHeader("ETag", tag.text())
                    .withHeader("Link", next == null ? null : PageToken.link(call, next));
        });
    }

    private static @Nullable String mic(Call call) {
        String text = call.query().get("exchange");
        if (text == null) {
            return null;
        }
        try {
            return new Mic(text.strip().toUpperCase(Locale.ROOT)).code();
        } catch (IllegalArgumentException unknown) {
            throw Problems.invalidParameter("exchange", text, "must be the MIC of a known market, such as XNAS")
                    .refuse();
        }
    }

    private static String token(String list, Place place) {
        return PageToken.writeText(
                list, place.rank() + "|" + place.likeness() + "|" + place.ticker() + "|" + place.instrumentId());
    }

    private static @Nullable Place after(Call call, String list) {
        String token = call.query().get("page_token");
        if (token == null) {
            return null;
        }
        String[] parts = PageToken.readText(list, token).split("\\|", PLACE_PARTS);
        return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2], parts[3]);
    }

    private byte[] write(InstrumentPage page, LocalDate today, @Nullable String next) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("stocks");
            for (FoundInstrument found : page.instruments()) {
                write(out, found, today);
            }
            out.writeEndArray();
            out.writeStringField("next_page_token", next);
            TableMeta.write(out, context, TABLE, page.basis());
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, FoundInstrument found, LocalDate today) throws IOException {
        LocalDate delistedOn = found.delistedOn();
        out.writeStartObject();
        out.writeStringField("instrument_id", found.instrumentId());
        out.writeStringField("ticker", found.ticker());
        out.writeStringField("mic", found.mic());
        out.writeStringField("name", found.name());
        out.writeStringField("currency", found.currency());
        out.writeStringField("type", found.type());
        out.writeStringField("sector", found.sector());
        out.writeStringField("status", delistedOn == null || today.isBefore(delistedOn) ? "active" : "delisted");
        out.writeStringField("delisted_on", delistedOn == null ? null : delistedOn.toString());
        out.writeStringField("match", match(found.match()));
        out.writeEndObject();
    }

    private static @Nullable String match(FoundInstrument.Match match) {
        return switch (match) {
            case ALL -> null;
            case EXACT -> "exact";
            case TICKER -> "ticker";
            case NAME -> "name";
            case SIMILAR -> "similar";
        };
    }
}
