package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockOutcome;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** Writes what a write to a stock did. */
public final class OutcomeJson {
    private OutcomeJson() {}

    /** The outcome; an instrument is shown with the identifiers of the date. */
    public static byte[] outcome(StockOutcome outcome, LocalDate on) {
        return Json.write(out -> {
            out.writeStartObject();
            switch (outcome) {
                case StockOutcome.InstrumentKept kept ->
                    InstrumentJson.writeFields(out, kept.instrumentId(), kept.instrument(), kept.delistedOn(), on);
                case StockOutcome.BarsTaken taken -> writeBars(out, taken);
                case StockOutcome.AdjustmentsKept kept -> {
                    out.writeStringField("import_id", kept.importId());
                    out.writeNumberField("runs", kept.runs());
                }
                case StockOutcome.ActionsTaken taken -> {
                    out.writeStringField("import_id", taken.importId());
                    out.writeNumberField("received", taken.received());
                    out.writeNumberField("recorded", taken.recorded());
                    out.writeNumberField("unchanged", taken.unchanged());
                    out.writeNumberField("explained", taken.explained());
                }
                case StockOutcome.QuestionsJudged judged -> {
                    boolean isAccepted = !judged.accepted().isEmpty();
                    writeNumbers(out, "questions", isAccepted ? judged.accepted() : judged.rejected());
                    out.writeStringField("status", isAccepted ? "accepted" : "rejected");
                }
                case StockOutcome.ImportTakenBack taken -> {
                    out.writeStringField("import_id", taken.importId());
                    out.writeNumberField("bars", taken.bars());
                    out.writeNumberField("questions", taken.questions());
                    out.writeNumberField("actions", taken.actions());
                }
            }
            out.writeEndObject();
        });
    }

    /** What a request settled that may both accept and reject. */
    public static byte[] settled(StockOutcome.QuestionsJudged judged) {
        return Json.write(out -> {
            out.writeStartObject();
            writeNumbers(out, "accepted", judged.accepted());
            writeNumbers(out, "rejected", judged.rejected());
            writeNumbers(out, "explained", judged.explained());
            out.writeEndObject();
        });
    }

    private static void writeNumbers(JsonGenerator out, String field, List<Long> numbers) throws IOException {
        out.writeArrayFieldStart(field);
        for (long number : numbers) {
            out.writeNumber(number);
        }
        out.writeEndArray();
    }

    private static void writeBars(JsonGenerator out, StockOutcome.BarsTaken taken) throws IOException {
        out.writeStringField("import_id", taken.importId());
        out.writeNumberField("received", taken.received());
        out.writeNumberField("recorded", taken.recorded());
        out.writeNumberField("unchanged", taken.unchanged());
        out.writeNumberField("corrected", taken.corrected());
        out.writeArrayFieldStart("questioned");
        for (Question question : taken.questioned()) {
            out.writeStartObject();
            SeriesJson.writeQuestion(out, question, taken.timeframe());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
