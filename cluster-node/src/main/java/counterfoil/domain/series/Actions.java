package counterfoil.domain.series;

import counterfoil.market.CorporateAction;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds, among corporate actions in order of their ex-dates, those that lie between two trading dates. */
final class Actions {
    private Actions() {}

    /**
     * What a close becomes, all else equal, over the actions with an ex-date after {@code before} and up to
     * {@code after}: cash dividends come off, splits divide. Dividends in a foreign currency are passed over.
     */
    static double carryOver(
            double close, LocalDate before, LocalDate after, List<CorporateAction> actions, @Nullable String currency) {
        double expected = close;
        for (CorporateAction action : actions) {
            if (!action.exDate().isAfter(before) || action.exDate().isAfter(after)) {
                continue;
            }
            switch (action) {
                case CorporateAction.Split split -> expected /= split.ratio();
                case CorporateAction.CashDividend dividend -> {
                    if (dividend.amount().currency().code().equals(currency)) {
                        expected -= dividend.amount().amount().doubleValue();
                    }
                }
            }
        }
        return expected;
    }
}
