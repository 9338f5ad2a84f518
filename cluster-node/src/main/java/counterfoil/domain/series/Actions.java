package counterfoil.domain.series;

import counterfoil.market.CorporateAction;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What corporate actions, in order of their ex-dates, make of a price between two trading dates. */
public final class Actions {
    private Actions() {}

    /**
     * What a close becomes, all else equal, over the actions with an ex-date after {@code before} and up to
     * {@code after}: distributions come off, the part that is spun off leaves, rights dilute, share changes divide.
     * Amounts in a foreign currency are passed over.
     */
    public static double carryOver(
            double close, LocalDate before, LocalDate after, List<CorporateAction> actions, @Nullable String currency) {
        double expected = close;
        for (CorporateAction action : actions) {
            if (action.exDate().isAfter(before) && !action.exDate().isAfter(after)) {
                expected = carriedOver(expected, action, currency);
            }
        }
        return expected;
    }

    /** What a close becomes over one action. */
    public static double carriedOver(double close, CorporateAction action, @Nullable String currency) {
        return switch (action) {
            case CorporateAction.ShareChange change -> close / change.ratio();
            case CorporateAction.Distribution given ->
                isIn(given.perShare(), currency)
                        ? close - given.perShare().amount().doubleValue()
                        : close;
            case CorporateAction.SpinOff spinOff -> close * spinOff.remaining();
            case CorporateAction.RightsIssue rights ->
                isIn(rights.price(), currency) ? rights.theoreticalPrice(close) : close;
            case CorporateAction.Merger merger -> close;
            case CorporateAction.SymbolChange change -> close;
        };
    }

    private static boolean isIn(Money amount, @Nullable String currency) {
        return amount.currency().code().equals(currency);
    }
}
