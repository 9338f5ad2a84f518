package counterfoil.domain.series;

import counterfoil.market.Adjustment;
import counterfoil.market.CorporateAction;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Factors that make earlier prices comparable with later ones.
 *
 * <p>A bar of a date before the ex-date of a split or a stock dividend has its prices divided, and its volume multiplied,
 * by the ratio. With {@link Adjustment#ALL} a bar before the ex-date of a distribution (a dividend in cash or in kind, a
 * return of capital) has its prices multiplied by {@code 1 − D / C}, with {@code D} the worth per share as declared and
 * {@code C} the last raw close before the ex-date (CRSP's and Yahoo's rule); before a spin-off by the part of the value
 * that stays; before a rights issue by the theoretical price without the right over {@code C}. Mergers and new symbols
 * change no price. Actions multiply. A factor is a step function of the date, so a series is adjusted in one pass.
 */
public final class Adjuster {
    private static final Adjuster RAW = new Adjuster(List.of());

    /** Steps in order of their ex-dates; the factors of a step apply to all dates before it. */
    private final List<Step> steps;

    private record Step(LocalDate exDate, double price, double volume) {}

    /** No factor for an action could be found, and why. */
    public static final class Unavailable extends RuntimeException {
        private Unavailable(String reason) {
            super(reason, null, false, false);
        }
    }

    private Adjuster(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * The adjuster of one kind for a stock.
     *
     * @param actions in order of ex-date
     * @param asOf actions after this date do not count; null for all
     * @param currency of the stock's prices
     * @param closes where the raw close before an ex-date is looked up
     * @throws Unavailable if an amount is in another currency, or a distribution not below the close before it
     */
    public static Adjuster of(
            Adjustment adjustment,
            List<CorporateAction> actions,
            @Nullable LocalDate asOf,
            String currency,
            Closes closes) {
        if (adjustment == Adjustment.RAW) {
            return RAW;
        }
        List<Step> steps = new ArrayList<>();
        double price = 1;
        double volume = 1;
        for (CorporateAction action : actions.reversed()) {
            if (asOf != null && action.exDate().isAfter(asOf)) {
                continue;
            }
            if (action instanceof CorporateAction.ShareChange change) {
                price /= change.ratio();
                volume *= change.ratio();
            } else if (adjustment == Adjustment.ALL) {
                price *= valueFactor(action, currency, closes);
            }
            steps.addFirst(new Step(action.exDate(), price, volume));
        }
        return new Adjuster(List.copyOf(steps));
    }

    /** Where the last raw close before a date is found. */
    public interface Closes {
        /** The last close before the date; NaN when there is none. */
        double lastBefore(LocalDate date);

        /** The closes of a stock's days. */
        static Closes of(Days days) {
            return date -> {
                Days.LastClose last = days.before(date);
                return last == null ? Double.NaN : last.close();
            };
        }
    }

    /** What is left of a price of 1 when an action has taken what it gives out of it. */
    private static double valueFactor(CorporateAction action, String currency, Closes closes) {
        return switch (action) {
            case CorporateAction.ShareChange change -> 1;
            case CorporateAction.Distribution given -> distributionFactor(given, currency, closes);
            case CorporateAction.SpinOff spinOff -> spinOff.remaining();
            case CorporateAction.RightsIssue rights -> rightsFactor(rights, currency, closes);
            case CorporateAction.Merger merger -> 1;
            case CorporateAction.SymbolChange change -> 1;
        };
    }

    private static double distributionFactor(CorporateAction.Distribution given, String currency, Closes closes) {
        requireCurrency(nameOf(given), given, given.perShare(), currency);
        double close = closes.lastBefore(given.exDate());
        double amount = given.perShare().amount().doubleValue();
        if (close <= amount) {
            throw new Unavailable("the " + nameOf(given) + " of " + given.exDate() + " (" + given.perShare()
                    + ") is not below the close before it (" + close + ")");
        }
        // Without a close before the ex-date there is no earlier bar that the factor could apply to.
        return Double.isNaN(close) ? 1 : 1 - amount / close;
    }

    private static double rightsFactor(CorporateAction.RightsIssue rights, String currency, Closes closes) {
        requireCurrency("rights issue", rights, rights.price(), currency);
        double close = closes.lastBefore(rights.exDate());
        return Double.isNaN(close) ? 1 : rights.theoreticalPrice(close) / close;
    }

    private static void requireCurrency(String name, CorporateAction action, Money amount, String currency) {
        if (!amount.currency().code().equals(currency)) {
            throw new Unavailable("the " + name + " of " + action.exDate() + " is in " + amount.currency()
                    + ", the prices are in " + currency);
        }
    }

    private static String nameOf(CorporateAction.Distribution given) {
        return switch (given) {
            case CorporateAction.CashDividend dividend -> "dividend";
            case CorporateAction.ReturnOfCapital capital -> "return of capital";
            case CorporateAction.DividendInKind dividend -> "dividend in kind";
        };
    }

    /** Whether no bar changes. */
    public boolean isRaw() {
        return steps.isEmpty();
    }

    /** What the prices of a date are multiplied by. */
    public double priceFactor(LocalDate date) {
        int step = stepAfter(date);
        return step == steps.size() ? 1 : steps.get(step).price;
    }

    private int stepAfter(LocalDate date) {
        int step = 0;
        while (step < steps.size() && !steps.get(step).exDate.isAfter(date)) {
            step++;
        }
        return step;
    }

    /**
     * A reader that adjusts what it takes, in order of time, and hands it on.
     *
     * @param zone where a bar's instant becomes a trading date; UTC for a daily series, whose times are dates
     */
    public BarReader before(BarReader next, ZoneId zone) {
        return isRaw() ? next : new Adjusting(next, zone);
    }

    /** Walks the steps along with the bars: a bar costs a comparison, not a search. */
    private final class Adjusting implements BarReader {
        private final BarReader next;
        private final ZoneId zone;
        private int step;
        private long stepEnds = Long.MIN_VALUE;
        private double price = 1;
        private double volume = 1;

        Adjusting(BarReader next, ZoneId zone) {
            this.next = next;
            this.zone = zone;
            enter(0);
        }

        private void enter(int newStep) {
            step = newStep;
            boolean last = step == steps.size();
            price = last ? 1 : steps.get(step).price;
            volume = last ? 1 : steps.get(step).volume;
            stepEnds = last
                    ? Long.MAX_VALUE
                    : steps.get(step).exDate.atStartOfDay(zone).toEpochSecond();
        }

        @Override
        public void take(long time, double open, double high, double low, double close, double traded) {
            while (time >= stepEnds) {
                enter(step + 1);
            }
            next.take(time, open * price, high * price, low * price, close * price, traded * volume);
        }
    }
}
