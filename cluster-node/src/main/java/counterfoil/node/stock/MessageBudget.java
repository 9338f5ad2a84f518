package counterfoil.node.stock;

import counterfoil.market.CorporateAction;
import counterfoil.market.QualityFinding;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import org.jspecify.annotations.Nullable;

/**
 * How much still fits into an answer of 128 KiB: a page of things whose size depends on their texts ends where the next
 * one might no longer fit. Sizes are estimates from above, of CBOR with field names; the test of messages over the wire
 * compares them with what is sent.
 */
final class MessageBudget {
    /** What is left of 128 KiB beside an instrument of fifty identifiers with texts of the greatest length. */
    private static final int BYTES = 96 * 1024;

    private static final int ACTION = 180;
    private static final int QUESTION = 380;
    private static final int FINDING = 160;
    private static final int REASON = 120;

    /** Most bytes of a UTF-16 unit in UTF-8. */
    private static final int UNIT = 3;

    private int left = BYTES;

    /** Whether the action fits; then it is counted. */
    boolean takes(KeptAction kept) {
        return takes(ACTION + terms(kept.action()) + text(kept.importId()) + text(kept.source()));
    }

    /** What an action takes beyond a split. */
    private static int terms(CorporateAction action) {
        return switch (action) {
            case CorporateAction.ShareChange change -> 8;
            case CorporateAction.DividendInKind dividend -> 96 + text(dividend.distributed());
            case CorporateAction.Distribution given -> 64;
            case CorporateAction.SpinOff spinOff -> 80 + text(spinOff.spunOff());
            case CorporateAction.RightsIssue rights -> 80;
            case CorporateAction.Merger merger ->
                128 + (merger.exchange() == null ? 0 : text(merger.exchange().instrument()));
            case CorporateAction.SymbolChange change ->
                80 + text(change.from().value()) + text(change.to().value());
        };
    }

    /** Whether the finding fits; then it is counted. */
    boolean takes(QualityFinding finding) {
        return takes(FINDING + text(finding.detail()));
    }

    /** Whether the question fits; then it is counted. */
    boolean takes(KeptQuestion kept) {
        int reason = kept.reason() == null
                ? 0
                : REASON + text(kept.reason().subject()) + kept.reason().ciphertext().length;
        return takes(QUESTION
                + text(kept.question().detail())
                + text(kept.importId())
                + text(kept.source())
                + text(kept.explanation())
                + reason);
    }

    private boolean takes(int bytes) {
        boolean fits = bytes <= left;
        left -= fits ? bytes : 0;
        return fits;
    }

    private static int text(@Nullable String text) {
        return text == null ? 0 : UNIT * text.length();
    }
}
