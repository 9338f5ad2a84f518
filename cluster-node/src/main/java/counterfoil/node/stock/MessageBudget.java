package counterfoil.node.stock;

import counterfoil.market.CorporateAction;
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
    private static final int REASON = 120;

    /** Most bytes of a UTF-16 unit in UTF-8. */
    private static final int UNIT = 3;

    private int left = BYTES;

    /** Whether the action fits; then it is counted. */
    boolean takes(KeptAction kept) {
        int amount = kept.action() instanceof CorporateAction.CashDividend ? 64 : 0;
        return takes(ACTION + amount + text(kept.importId()) + text(kept.source()));
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
