package counterfoil.protocol.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which part of a quality report is asked for. */
public enum QualityPart {
    /** Every question, settled ones too, and the findings. */
    ALL,
    /** What somebody has to look at: open questions, and the findings. */
    OPEN,
    /** Every question, settled ones too. */
    QUESTIONS,
    /** What the bars that stand show. */
    FINDINGS;

    /** The code that the contract uses, such as {@code open}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part that a code names.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static QualityPart parse(String code) {
        for (QualityPart part : values()) {
            if (part.code().equals(code)) {
                return part;
            }
        }
        throw new IllegalArgumentException("unknown part (all, open, questions, findings): " + code);
    }
}
