package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A rule that data is held against. A bar that breaks one when it arrives is recorded as a question and feeds nothing
 * until it is settled; what only shows in the bars that stand is a finding of the quality report. The same rule may do
 * both.
 */
public enum Rule {
    /** A price is zero or negative. */
    PRICE_NOT_POSITIVE("Reject the bar, or import it again with the right price."),
    /** The volume is negative. */
    VOLUME_NEGATIVE("Reject the bar, or import it again with the right volume."),
    /** The high lies below the low. */
    HIGH_BELOW_LOW("Reject the bar, or import it again with high and low the right way round."),
    /** The open lies outside of low and high. */
    OPEN_OUTSIDE_RANGE("Reject the bar, or import it again from a source that agrees with itself."),
    /** The close lies outside of low and high. */
    CLOSE_OUTSIDE_RANGE("Reject the bar, or import it again from a source that agrees with itself."),
    /** The bar's time has not come. */
    TIME_IN_FUTURE("Reject the bar; look at the time zone of the source."),
    /** The bar's date is on or after the day the instrument was delisted. */
    AFTER_DELISTING("Reject the bar, or look at the date of delisting."),
    /** The market of the instrument is closed on the bar's date, or at its time. */
    NOT_A_SESSION("Reject the bar; look at the time zone of the source, or at the calendar."),
    /** The close moved further from its neighbour than the bound, and no corporate action explains it. */
    JUMP_UNEXPLAINED("Accept a true move, record the corporate action that explains it, or reject the bar."),
    /** The price is a hundred times, or a hundredth of, what its neighbours say. */
    UNIT_ERROR("Import the bars again in the currency's main unit, or record the split if there was one."),
    /** The bar lacks the adjustment for a split that its neighbours have. */
    SPLIT_ADJUSTMENT_MISSING("Reject the bar, or import it again in the same terms as its neighbours."),
    /** The bar is adjusted once more for a split than its neighbours are. */
    SPLIT_ADJUSTMENT_DOUBLED("Reject the bar, or import it again in the same terms as its neighbours."),
    /** A split is recorded and the prices do not show it. */
    SPLIT_NOT_IN_PRICES("Import raw prices: those before the split are adjusted already. Or withdraw the split."),
    /** The prices look like a split that nobody recorded. */
    SPLIT_NOT_RECORDED("Record the split if there was one; otherwise leave it."),
    /** A distribution is recorded and the prices do not show it. */
    DIVIDEND_NOT_IN_PRICES(
            "Import raw prices: those before the ex-date are adjusted already. Or withdraw the dividend."),
    /** The source's adjusted closes before an ex-date lack the dividend. */
    DIVIDEND_ADJUSTMENT_MISSING("Do not use the adjusted prices of this source; ours are computed from raw prices."),
    /** The source's adjusted closes before an ex-date hold the dividend twice. */
    DIVIDEND_ADJUSTMENT_DOUBLED("Do not use the adjusted prices of this source; ours are computed from raw prices."),
    /** The market was open and no bar stands. */
    SESSION_MISSING("Import the missing dates."),
    /** The same bar stands again and again. */
    STALE_REPEAT("Look whether the source stood still; withdraw the import or import the true bars."),
    /** A recorded day differs from what its minutes add up to. */
    DAY_DIFFERS_FROM_MINUTES("Compare both sources; the recorded day stands."),
    /** Another source said otherwise before. */
    SOURCES_DIFFER("Accept the bar if its source is right, otherwise reject it.");

    private final String remedy;

    Rule(String remedy) {
        this.remedy = remedy;
    }

    /** What a person can do about it, in a sentence or two. */
    public String remedy() {
        return remedy;
    }

    /** The code that the contract uses, such as {@code high-below-low}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rule parse(String code) {
        for (Rule rule : values()) {
            if (rule.code().equals(code)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("unknown rule: " + code);
    }
}
