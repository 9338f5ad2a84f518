package counterfoil.http.live;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.http.live.LiveSource.Observed;
import counterfoil.market.Quote;
import counterfoil.protocol.stock.StockView.PriceView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a stream, each a JSON object in UTF-8; those of facts are {@link FactJson}'s. */
final class MessageJson {
    static final byte[] CONNECTED = success("connected");
    static final byte[] AUTHENTICATED = success("authenticated");

    private MessageJson() {}

    private static byte[] success(String message) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "success");
            out.writeStringField("msg", message);
            out.writeEndObject();
        });
    }

    /** Fields that begin every message about an instrument. */
    static void begin(JsonGenerator out, String type, @Nullable String symbol, String id) throws IOException {
        out.writeStartObject();
        out.writeStringField("T", type);
        out.writeStringField("S", symbol);
        out.writeStringField("id", id);
    }

    static byte[] quote(Observed observed, @Nullable String symbol) {
        Quote quote = observed.quote();
        return Json.write(out -> {
            begin(out, "q", symbol, observed.instrumentId());
            out.writeStringField("t", quote.at().toString());
            out.writeNumberField("seq", quote.number());
            out.writeFieldName("p");
            Json.writeNumber(out, quote.price());
            out.writeFieldName("s");
            Json.writeNumber(out, quote.size());
            out.writeStringField("source", quote.source());
            out.writeEndObject();
        });
    }

    /** What a stock knew when a subscription began; {@code asked} is the client's own name for it. */
    static byte[] snapshot(PriceView view, @Nullable String symbol, String asked) {
        return Json.write(out -> {
            begin(out, "s", symbol, view.instrumentId());
            Double price = view.price();
            out.writeStringField("t", timeOf(view));
            out.writeNumberField("seq", view.basis().sequenceNumber());
            out.writeStringField("asked", asked);
            out.writeStringField("currency", view.instrument().currency().code());
            number(out, "price", price);
            number(out, "change", view.change());
            number(out, "change_fraction", view.changeFraction());
            out.writeStringField("source", view.source());
            out.writeEndObject();
        });
    }

    private static @Nullable String timeOf(PriceView view) {
        Quote quote = view.quote();
        if (quote != null) {
            return quote.at().toString();
        }
        return view.price() == null ? null : view.timeframe().format(view.time());
    }

    /** Facts of one stock that were not sent, by their first and last sequence number. */
    static byte[] skipped(String id, long from, long to) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "skipped");
            out.writeStringField("id", id);
            out.writeNumberField("from", from);
            out.writeNumberField("to", to);
            out.writeEndObject();
        });
    }

    /** Positions of the log whose facts were not sent, first and last. */
    static byte[] skippedPositions(long from, long to) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "skipped");
            out.writeNumberField("from_pos", from);
            out.writeNumberField("to_pos", to);
            out.writeEndObject();
        });
    }

    static byte[] subscription(List<String> quotes, List<String> bars) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "subscription");
            names(out, "quotes", quotes);
            names(out, "bars", bars);
            out.writeEndObject();
        });
    }

    static byte[] heartbeat(Instant now) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "heartbeat");
            out.writeStringField("t", now.toString());
            out.writeEndObject();
        });
    }

    static byte[] error(StreamError error) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("T", "error");
            out.writeNumberField("code", error.code().number());
            out.writeStringField("msg", error.message());
            if (error.asked() != null) {
                out.writeStringField("asked", error.asked());
            }
            if (error.problem() != null) {
                out.writeStringField("problem", error.problem());
            }
            out.writeEndObject();
        });
    }

    private static void names(JsonGenerator out, String field, List<String> names) throws IOException {
        out.writeArrayFieldStart(field);
        for (String name : names) {
            out.writeString(name);
        }
        out.writeEndArray();
    }

    private static void number(JsonGenerator out, String field, @Nullable Double value) throws IOException {
        out.writeFieldName(field);
        Json.writeNumber(out, value == null ? Double.NaN : value);
    }
}
