package counterfoil.persistence.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among the instruments.
 *
 * @param text what a person typed, at most {@link #MAX_TEXT} characters; null for all instruments
 * @param sector the sector, compared without regard to case and accents; null for any
 * @param mic the market of a ticker that is valid on the date; null for any
 * @param on the date whose tickers are shown
 * @param limit most instruments, 1 to 1,000
 * @param after the last one of the page before; null for the first page
 */
public record InstrumentQuestion(
        @Nullable String text,
        @Nullable String sector,
        @Nullable String mic,
        LocalDate on,
        int limit,
        @Nullable Place after) {
    /** Longest text. */
    public static final int MAX_TEXT = 100;

    private static final int MAX_LIMIT = 1_000;

    /** Refuses a text that is too long and a limit out of range. */
    public InstrumentQuestion {
        if (text != null && text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a search has at most " + MAX_TEXT + " characters");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " instruments, not " + limit);
        }
    }

    /**
     * Where an instrument stands in the order of the answer: by rank, then by likeness, the greatest first, then by
     * ticker, then by id.
     */
    public record Place(int rank, int likeness, String ticker, String instrumentId) {}
}
