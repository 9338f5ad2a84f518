package counterfoil.http.indicator;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.Call;
import counterfoil.http.Digests;
import counterfoil.http.EntityTag;
import counterfoil.http.Json;
import counterfoil.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers which indicators there are. The answer is made once: it changes with the release and with nothing else. */
public final class IndicatorRoutes {
    private final byte[] catalogue;
    private final EntityTag tag;

    /** Routes that tell of these indicators. */
    public IndicatorRoutes(List<IndicatorEntry> entries) {
        catalogue = Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("indicators");
            for (IndicatorEntry entry : entries) {
                write(out, entry);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        tag = new EntityTag("\"indicators-" + Digests.sha256Hex(catalogue).substring(0, 32) + "\"");
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/indicators",
                Access.ADMIN_TOKEN,
                Set.of(),
                call -> CompletableFuture.completedFuture(answer(call))));
    }

    private Answer answer(Call call) {
        Answer answer = tag.isHeldBy(call) ? Answer.empty(304) : Answer.json(200, catalogue);
        return answer.withHeader("ETag", tag.text());
    }

    private static void write(JsonGenerator out, IndicatorEntry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", entry.name());
        out.writeStringField("title", entry.title());
        out.writeStringField("text", entry.text());
        out.writeArrayFieldStart("parameters");
        for (IndicatorEntry.Parameter parameter : entry.parameters()) {
            write(out, parameter);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("inputs");
        for (String input : entry.inputs()) {
            out.writeString(input);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("lines");
        for (IndicatorEntry.Line line : entry.lines()) {
            write(out, line);
        }
        out.writeEndArray();
        out.writeStringField("definition", entry.definition());
        writeText(out, "undefined", entry.undefined());
        out.writeStringField("source", entry.source());
        out.writeStringField("check", entry.check());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, IndicatorEntry.Parameter parameter) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", parameter.name());
        writeNumber(out, "default", parameter.standard());
        writeNumber(out, "lowest", parameter.lowest());
        writeNumber(out, "highest", parameter.highest());
        out.writeBooleanField("whole", parameter.whole());
        writeText(out, "above", parameter.above());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, IndicatorEntry.Line line) throws IOException {
        out.writeStartObject();
        writeText(out, "name", line.name());
        out.writeStringField("unit", line.unit());
        writeNumber(out, "lowest", line.lowest());
        writeNumber(out, "highest", line.highest());
        out.writeNumberField("warm_up", line.warmUp());
        out.writeEndObject();
    }

    /** A bound that is infinite is null. */
    private static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        Json.writeNumber(out, value);
    }

    private static void writeText(JsonGenerator out, String name, @Nullable String text) throws IOException {
        out.writeFieldName(name);
        if (text == null) {
            out.writeNull();
        } else {
            out.writeString(text);
        }
    }
}
