package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.market.QualityFinding;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.QualityView;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Writes what a quality report holds: questions with their bars, and findings; each with what to do about it. */
final class QualityJson {
    private QualityJson() {}

    static void write(JsonGenerator out, QualityView view, Map<Enciphered, String> reasons) throws IOException {
        out.writeNumberField("open", view.open());
        out.writeArrayFieldStart("questions");
        for (KeptQuestion kept : view.questions()) {
            writeQuestion(out, kept, reasons);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("findings");
        for (QualityFinding finding : view.findings()) {
            writeFinding(out, finding);
        }
        out.writeEndArray();
        out.writeBooleanField("complete", view.complete());
    }

    private static void writeQuestion(JsonGenerator out, KeptQuestion kept, Map<Enciphered, String> reasons)
            throws IOException {
        out.writeStartObject();
        SeriesJson.writeQuestion(out, kept.question(), kept.timeframe());
        out.writeStringField("timeframe", kept.timeframe().code());
        out.writeFieldName("bar");
        SeriesJson.writeBar(out, kept.timeframe(), kept.bar());
        out.writeStringField("import_id", kept.importId());
        out.writeStringField("source", kept.source());
        out.writeStringField("status", kept.settlement().name().toLowerCase(Locale.ROOT));
        out.writeStringField("explanation", kept.reason() == null ? kept.explanation() : reasons.get(kept.reason()));
        out.writeStringField("what_to_do", kept.question().rule().remedy());
        out.writeEndObject();
    }

    private static void writeFinding(JsonGenerator out, QualityFinding finding) throws IOException {
        Timeframe timeframe = finding.timeframe();
        out.writeStartObject();
        out.writeStringField("rule", finding.rule().code());
        out.writeStringField("timeframe", timeframe.code());
        out.writeStringField("from", timeframe.format(finding.from()));
        out.writeStringField("to", timeframe.format(finding.to()));
        out.writeNumberField("count", finding.count());
        out.writeStringField("detail", finding.detail());
        out.writeStringField("what_to_do", finding.rule().remedy());
        out.writeEndObject();
    }
}
