package counterfoil.http.live;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockEvent.AdjustmentsStated;
import counterfoil.protocol.stock.StockEvent.BarsCorrected;
import counterfoil.protocol.stock.StockEvent.BarsQuestioned;
import counterfoil.protocol.stock.StockEvent.BarsRecorded;
import counterfoil.protocol.stock.StockEvent.CorporateActionsRecorded;
import counterfoil.protocol.stock.StockEvent.ImportWithdrawn;
import counterfoil.protocol.stock.StockEvent.InstrumentChanged;
import counterfoil.protocol.stock.StockEvent.InstrumentDelisted;
import counterfoil.protocol.stock.StockEvent.InstrumentListed;
import counterfoil.protocol.stock.StockEvent.QuestionsAccepted;
import counterfoil.protocol.stock.StockEvent.QuestionsExplained;
import counterfoil.protocol.stock.StockEvent.QuestionsRejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a sealed fact. Every fact is told by at least one message, so that a client who sees a gap in a
 * stock's sequence numbers knows that it missed something: {@code b} a bar, {@code u} a corrected bar, {@code h} history
 * that changed otherwise and has to be read again, {@code i} the instrument itself, {@code n} a note about what does not
 * change what stands.
 */
final class FactJson {
    private FactJson() {}

    static ToldFact told(SealedFact fact, @Nullable String symbol) {
        Writer writer = new Writer(fact, symbol);
        return switch (fact.event()) {
            case BarsRecorded recorded -> writer.bars("b", recorded.timeframe(), recorded.origin(), recorded.bars());
            case BarsCorrected corrected ->
                writer.bars("u", corrected.timeframe(), corrected.origin(), corrected.bars());
            case BarsQuestioned questioned ->
                writer.one("n", "bars-questioned", questioned.questions().size());
            case QuestionsRejected rejected ->
                writer.one("n", "questions-rejected", rejected.questions().size());
            case QuestionsAccepted accepted ->
                writer.one("h", "questions-accepted", accepted.questions().size());
            case QuestionsExplained explained ->
                writer.one("h", "questions-explained", explained.questions().size());
            case CorporateActionsRecorded recorded ->
                writer.one("h", "corporate-actions", recorded.actions().size());
            case AdjustmentsStated stated ->
                writer.one("n", "adjustments-stated", stated.runs().size());
            case ImportWithdrawn withdrawn -> writer.one("h", "import-withdrawn", 1);
            case InstrumentListed listed -> writer.one("i", "listed", 1);
            case InstrumentChanged changed -> writer.one("i", "changed", 1);
            case InstrumentDelisted delisted -> writer.one("i", "delisted", 1);
        };
    }

    private record Writer(SealedFact fact, @Nullable String symbol) {
        ToldFact one(String type, String what, int count) {
            byte[] json = Json.write(out -> {
                MessageJson.begin(out, type, symbol, fact.instrumentId());
                out.writeStringField("t", recordedAt(fact.event()));
                writePlace(out);
                out.writeStringField("what", what);
                out.writeNumberField("count", count);
                out.writeEndObject();
            });
            return told(1, json);
        }

        ToldFact bars(String type, Timeframe timeframe, ImportOrigin origin, Bars bars) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(bars.size() * 200);
            for (int i = 0; i < bars.size(); i++) {
                if (i > 0) {
                    all.write(',');
                }
                int at = i;
                all.writeBytes(Json.write(out -> writeBar(out, type, timeframe, origin, bars, at)));
            }
            return told(bars.size(), all.toByteArray());
        }

        private void writeBar(
                JsonGenerator out, String type, Timeframe timeframe, ImportOrigin origin, Bars bars, int i)
                throws IOException {
            MessageJson.begin(out, type, symbol, fact.instrumentId());
            out.writeStringField("t", timeframe.format(bars.time(i)));
            writePlace(out);
            out.writeStringField("timeframe", timeframe.code());
            writeNumber(out, "o", bars.open(i));
            writeNumber(out, "h", bars.high(i));
            writeNumber(out, "l", bars.low(i));
            writeNumber(out, "c", bars.close(i));
            writeNumber(out, "v", bars.volume(i));
            out.writeStringField("source", origin.source());
            out.writeEndObject();
        }

        private void writePlace(JsonGenerator out) throws IOException {
            out.writeNumberField("seq", fact.sequenceNumber());
            out.writeNumberField("pos", fact.position());
        }

        private static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
            out.writeFieldName(name);
            Json.writeNumber(out, value);
        }

        private ToldFact told(int messages, byte[] json) {
            return new ToldFact(fact.instrumentId(), fact.sequenceNumber(), fact.position(), messages, json);
        }
    }

    private static String recordedAt(StockEvent event) {
        return event.cause().recordedAt().toString();
    }
}
