package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockView.Line;
import counterfoil.protocol.stock.StockView.Missing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes bars, the questions about them, and lines of indicators. */
final class SeriesJson {
    private SeriesJson() {}

    static void writeBar(JsonGenerator out, Timeframe timeframe, Bars bars, int i) throws IOException {
        writeBar(out, timeframe, bars.time(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i));
    }

    static void writeBar(JsonGenerator out, Timeframe timeframe, Bar bar) throws IOException {
        writeBar(out, timeframe, bar.time(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    private static void writeBar(
            JsonGenerator out,
            Timeframe timeframe,
            long time,
            double open,
            double high,
            double low,
            double close,
            double volume)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("t", timeframe.format(time));
        out.writeFieldName("o");
        Json.writeNumber(out, open);
        out.writeFieldName("h");
        Json.writeNumber(out, high);
        out.writeFieldName("l");
        Json.writeNumber(out, low);
        out.writeFieldName("c");
        Json.writeNumber(out, close);
        out.writeFieldName("v");
        Json.writeNumber(out, volume);
        out.writeEndObject();
    }

    /** The fields of a question: its number, by which it is judged, the bar's time, the rule and the evidence. */
    static void writeQuestion(JsonGenerator out, Question question, Timeframe timeframe) throws IOException {
        out.writeNumberField("question", question.question());
        out.writeStringField("t", timeframe.format(question.time()));
        out.writeStringField("rule", question.rule().code());
        out.writeStringField("detail", question.detail());
    }

    /** An object by indicator; an indicator with named outputs is an object by output. */
    static void writeLines(JsonGenerator out, List<Line> lines) throws IOException {
        write(out, lines, line -> writeValues(out, line.values()));
    }

    /** Why values are missing, in the same shape; only lines with missing values are in it. */
    static void writeMissing(JsonGenerator out, List<Line> lines) throws IOException {
        write(out, lines.stream().filter(line -> line.missing() != null).toList(), line -> {
            Missing missing = line.missing();
            out.writeStartObject();
            out.writeNumberField("warm_up", missing == null ? 0 : missing.warmUp());
            out.writeNumberField("undefined", missing == null ? 0 : missing.undefined());
            out.writeStringField("reason", missing == null ? "" : missing.reason());
            out.writeEndObject();
        });
    }

    /** Writes what belongs to one line. */
    private interface LineWriting {
        void write(Line line) throws IOException;
    }

    private static void write(JsonGenerator out, List<Line> lines, LineWriting writing) throws IOException {
        // One indicator may have been asked for twice, and no name may stand twice in an object.
        Map<String, Map<String, Line>> byIndicator = new LinkedHashMap<>();
        for (Line line : lines) {
            byIndicator
                    .computeIfAbsent(line.indicator(), name -> new LinkedHashMap<>())
                    .putIfAbsent(line.output() == null ? "" : line.output(), line);
        }
        out.writeStartObject();
        for (Map.Entry<String, Map<String, Line>> indicator : byIndicator.entrySet()) {
            out.writeFieldName(indicator.getKey());
            Line only = indicator.getValue().get("");
            if (only != null) {
                writing.write(only);
                continue;
            }
            out.writeStartObject();
            for (Map.Entry<String, Line> output : indicator.getValue().entrySet()) {
                out.writeFieldName(output.getKey());
                writing.write(output.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void writeValues(JsonGenerator out, double[] values) throws IOException {
        out.writeStartArray();
        for (double value : values) {
            Json.writeNumber(out, value);
        }
        out.writeEndArray();
    }
}
