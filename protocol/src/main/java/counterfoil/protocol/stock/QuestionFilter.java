package counterfoil.protocol.stock;

import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which open questions are meant: those to which everything applies that is not null.
 *
 * @param rule the rule that the bar breaks
 * @param timeframe of the bar
 * @param from first date of the bar, in the market's zone
 * @param to last date of the bar
 * @param source who gave the bar
 * @param importId the import that brought it
 */
public record QuestionFilter(
        @Nullable Rule rule,
        @Nullable Timeframe timeframe,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String source,
        @Nullable String importId) {
    /** Refuses a filter that lets everything through, and dates the wrong way round. */
    public QuestionFilter {
        if (rule == null && timeframe == null && from == null && to == null && source == null && importId == null) {
            throw new IllegalArgumentException(
                    "give at least one of rule, timeframe, from, to, source, import_id: nobody settles everything");
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("from must not be after to: " + from + ", " + to);
        }
    }
}
