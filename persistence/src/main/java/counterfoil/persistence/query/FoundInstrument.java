package counterfoil.persistence.query;

import counterfoil.persistence.query.InstrumentQuestion.Place;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An instrument that was found.
 *
 * @param ticker the ticker on the date asked for, else the last one; null when it never had one
 * @param mic the market of that ticker
 * @param delistedOn first date without trading; null while it trades
 * @param match why it was found
 * @param place where it stands in the answer
 */
public record FoundInstrument(
        String instrumentId,
        @Nullable String ticker,
        @Nullable String mic,
        String name,
        String currency,
        String type,
        @Nullable String sector,
        @Nullable LocalDate delistedOn,
        Match match,
        Place place) {
    /** Why an instrument was found, the best reason first. */
    public enum Match {
        /** Nothing was asked for. */
        ALL(0),
        /** The text is a ticker of it, or another identifier. */
        EXACT(1),
        /** A ticker of it begins with the text. */
        TICKER(2),
        /** Each word of the text begins a word of its name. */
        NAME(3),
        /** Its name is like the text. */
        SIMILAR(4);

        private final int rank;

        Match(int rank) {
            this.rank = rank;
        }

        /** Its place among the reasons, from 0; stands in page tokens. */
        int rank() {
            return rank;
        }

        static Match ofRank(int rank) {
            for (Match match : values()) {
                if (match.rank == rank) {
                    return match;
                }
            }
            throw new IllegalArgumentException("no reason has rank " + rank);
        }
    }
}
