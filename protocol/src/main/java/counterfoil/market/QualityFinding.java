package counterfoil.market;

/**
 * What is odd about bars that stand, or about sessions without bars. Computed on read from what is recorded.
 *
 * @param rule what is odd
 * @param timeframe of the bars
 * @param from time of the first bar, or of the first missing session, in epoch seconds
 * @param to time of the last one
 * @param count how many bars or sessions
 * @param detail the evidence, with the values
 */
public record QualityFinding(Rule rule, Timeframe timeframe, long from, long to, int count, String detail) {
    /** Refuses a finding that ends before it begins, or is about nothing. */
    public QualityFinding {
        if (from > to || count < 1) {
            throw new IllegalArgumentException("a finding of " + count + " from " + from + " to " + to);
        }
    }
}
