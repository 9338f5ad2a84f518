package counterfoil.http.stock;

import static counterfoil.http.stock.InstrumentJson.writeIdAndTicker;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.CorporateActionsView;
import counterfoil.protocol.stock.StockView.HistoryView;
import counterfoil.protocol.stock.StockView.InstrumentView;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.PriceView;
import counterfoil.protocol.stock.StockView.QualityView;
import counterfoil.protocol.stock.StockView.TechnicalsView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a stock answers as the contract has it, in UTF-8. Observations and statistics are JSON numbers, null
 * where there is none; money is a decimal string. Each answer ends with {@code meta}.
 */
public final class StockJson {
    private StockJson() {}

    /** The answer of {@code GET /stocks/{id}}. */
    static byte[] instrument(InstrumentView view, StockSession session, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            InstrumentJson.writeFields(
                    out, view.instrumentId(), view.instrument(), view.delistedOn(), meta.shownOn(view.basis()));
            session.write(out, "session");
            writeNumber(out, "previous_close", view.previousClose());
            writeNumber(out, "year_low", view.yearLow());
            writeNumber(out, "year_high", view.yearHigh());
            out.writeArrayFieldStart("series");
            for (StockView.SeriesExtent extent : view.series()) {
                out.writeStartObject();
                out.writeStringField("timeframe", extent.timeframe().code());
                out.writeNumberField("bars", extent.bars());
                out.writeStringField("first", extent.timeframe().format(extent.first()));
                out.writeStringField("last", extent.timeframe().format(extent.last()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("open_questions", view.openQuestions());
            end(out, view.basis(), meta);
        });
    }

    /** The answer of {@code GET /stocks/{id}/identifiers}: all of them, with their dates. */
    public static byte[] identifiers(InstrumentView view, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            writeIdAndTicker(out, view.instrumentId(), view.instrument(), meta.shownOn(view.basis()));
            out.writeArrayFieldStart("identifiers");
            for (IdentifierSpan span : view.instrument().identifiers()) {
                InstrumentJson.writeSpan(out, span);
            }
            out.writeEndArray();
            end(out, view.basis(), meta);
        });
    }

    /** The answer of {@code GET /stocks/{id}/price}. */
    public static byte[] price(PriceView view, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            writePrice(out, view, meta);
        });
    }

    /** The answer of {@code GET /stocks/prices}: one entry per instrument asked for, in that order. */
    public static byte[] prices(List<PriceEntry> entries, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("prices");
            for (PriceEntry entry : entries) {
                out.writeStartObject();
                out.writeStringField("id", entry.asked());
                switch (entry) {
                    case PriceEntry.Found found -> writePrice(out, found.view(), meta);
                    case PriceEntry.Missing missing -> {
                        out.writeObjectFieldStart("error");
                        out.writeStringField("code", missing.code());
                        out.writeStringField("title", missing.title());
                        out.writeEndObject();
                        out.writeEndObject();
                    }
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** The answer of {@code GET /stocks/{id}/history}; the window is the one asked for. */
    public static byte[] history(HistoryView view, Window window, @Nullable String nextPageToken, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            writeIdAndTicker(out, view.instrumentId(), view.instrument(), meta.shownOn(view.basis()));
            out.writeStringField("timeframe", window.timeframe().code());
            out.writeStringField("adjustment", window.adjustment().code());
            out.writeStringField("session", window.hours().code());
            out.writeArrayFieldStart("bars");
            for (int i = 0; i < view.bars().size(); i++) {
                SeriesJson.writeBar(out, window.timeframe(), view.bars(), i);
            }
            out.writeEndArray();
            out.writeStringField("next_page_token", nextPageToken);
            end(out, view.basis(), meta);
        });
    }

    /** The answer of {@code GET /stocks/{id}/technicals}. */
    public static byte[] technicals(
            TechnicalsView view, Timeframe timeframe, @Nullable String nextPageToken, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("t");
            for (long time : view.time()) {
                out.writeString(timeframe.format(time));
            }
            out.writeEndArray();
            out.writeFieldName("indicators");
            SeriesJson.writeLines(out, view.lines());
            out.writeFieldName("missing");
            SeriesJson.writeMissing(out, view.lines());
            out.writeStringField("next_page_token", nextPageToken);
            end(out, view.basis(), meta);
        });
    }

    /** The answer of {@code GET /stocks/{id}/corporate-actions}. */
    public static byte[] corporateActions(CorporateActionsView view, @Nullable String nextPageToken, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            writeIdAndTicker(out, view.instrumentId(), view.instrument(), meta.shownOn(view.basis()));
            out.writeArrayFieldStart("actions");
            for (KeptAction kept : view.actions()) {
                ActionJson.write(out, kept);
            }
            out.writeEndArray();
            out.writeStringField("next_page_token", nextPageToken);
            end(out, view.basis(), meta);
        });
    }

    /** The answer of {@code GET /stocks/{id}/quality}; {@code reasons} has the text of every reason in the view. */
    public static byte[] quality(
            QualityView view, Map<Enciphered, String> reasons, @Nullable String nextPageToken, Meta meta) {
        return Json.write(out -> {
            out.writeStartObject();
            writeIdAndTicker(out, view.instrumentId(), view.instrument(), meta.shownOn(view.basis()));
            QualityJson.write(out, view, reasons);
            out.writeStringField("next_page_token", nextPageToken);
            end(out, view.basis(), meta);
        });
    }

    private static void writePrice(JsonGenerator out, PriceView view, Meta meta) throws IOException {
        writeIdAndTicker(out, view.instrumentId(), view.instrument(), meta.shownOn(view.basis()));
        out.writeStringField("currency", view.instrument().currency().code());
        writeNumber(out, "price", view.price());
        out.writeStringField("t", timeOf(view));
        out.writeStringField("source", view.source());
        writeNumber(out, "change", view.change());
        writeNumber(out, "change_fraction", view.changeFraction());
        if (view.reason() != null) {
            out.writeStringField("reason", view.reason());
        }
        end(out, view.basis(), meta);
    }

    private static @Nullable String timeOf(PriceView view) {
        Quote quote = view.quote();
        if (quote != null) {
            return quote.at().toString();
        }
        return view.price() == null ? null : view.timeframe().format(view.time());
    }

    static void writeNumber(JsonGenerator out, String field, @Nullable Double value) throws IOException {
        out.writeFieldName(field);
        Json.writeNumber(out, value == null ? Double.NaN : value);
    }

    /** Ends an answer with what it rests on. */
    static void end(JsonGenerator out, Basis basis, Meta meta) throws IOException {
        out.writeObjectFieldStart("meta");
        InstrumentJson.writeDate(out, "as_of", basis.asOf());
        out.writeStringField(
                "known_at", meta.knownAt() == null ? null : meta.knownAt().toString());
        out.writeNumberField("sequence_number", basis.sequenceNumber());
        out.writeStringField("computed_at", meta.computedAt().toString());
        out.writeArrayFieldStart("sources");
        for (String source : basis.sources()) {
            out.writeString(source);
        }
        out.writeEndArray();
        out.writeBooleanField("stale", meta.stale());
        out.writeStringField("release", meta.release());
        out.writeEndObject();
        out.writeEndObject();
    }
}
