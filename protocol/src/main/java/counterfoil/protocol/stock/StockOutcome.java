package counterfoil.protocol.stock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a write did. The entity keeps it beside the command's identity, so that a repeat gets the first answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(StockOutcome.InstrumentKept.class),
    @JsonSubTypes.Type(StockOutcome.BarsTaken.class),
    @JsonSubTypes.Type(StockOutcome.AdjustmentsKept.class),
    @JsonSubTypes.Type(StockOutcome.ActionsTaken.class),
    @JsonSubTypes.Type(StockOutcome.QuestionsJudged.class),
    @JsonSubTypes.Type(StockOutcome.ImportTakenBack.class)
})
public sealed interface StockOutcome {
    /** The instrument after it was listed, changed or delisted; {@code created} tells whether this command listed it. */
    record InstrumentKept(
            String instrumentId,
            Instrument instrument,
            @Nullable LocalDate delistedOn,
            boolean created) implements StockOutcome {}

    /** How many rows of a batch of bars were new, known, corrected or questioned; the four sum to {@code received}. */
    record BarsTaken(
            String importId,
            Timeframe timeframe,
            int received,
            int recorded,
            int unchanged,
            int corrected,
            List<Question> questioned)
            implements StockOutcome {}

    /** How many runs of a source's adjusted closes are kept for comparison. */
    record AdjustmentsKept(String importId, int runs) implements StockOutcome {}

    /** How many actions of a batch were new or known, and how many questions they settled. */
    record ActionsTaken(String importId, int received, int recorded, int unchanged, int explained)
            implements StockOutcome {}

    /** The questions that a person settled, and those that were explained by it, by number. */
    record QuestionsJudged(List<Long> accepted, List<Long> rejected, List<Long> explained) implements StockOutcome {
        /** Copies the numbers in. */
        public QuestionsJudged {
            accepted = List.copyOf(accepted);
            rejected = List.copyOf(rejected);
            explained = List.copyOf(explained);
        }
    }

    /** What an import that was taken back had brought. */
    record ImportTakenBack(String importId, int bars, int questions, int actions) implements StockOutcome {}
}
