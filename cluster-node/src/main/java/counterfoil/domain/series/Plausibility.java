package counterfoil.domain.series;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bar can be true, judged from the bar itself and its neighbours. A bar that breaks a rule is not wrong, it is
 * questioned: a person, or a corporate action recorded later, settles it.
 *
 * @param timeframe a recorded timeframe
 * @param zone the market's zone, in which instants become trading dates
 * @param actions known corporate actions in order of ex-date
 * @param currency of the prices
 * @param delistedOn first date without trading; null while the stock trades
 * @param now when the bars arrived
 * @param jumpBound how far, as a fraction, a close may move: with 0.4 a fall below 0.6 or a rise above 1/0.6 of the
 *     close before is questioned
 */
public record Plausibility(
        Timeframe timeframe,
        ZoneId zone,
        List<CorporateAction> actions,
        String currency,
        @Nullable LocalDate delistedOn,
        Instant now,
        double jumpBound) {

    /** A broken rule and its evidence. */
    public record Finding(Rule rule, String evidence) {}

    /** The first rule that a bar breaks by itself, whatever its neighbours are. */
    public Optional<Finding> judgeAlone(Bar bar) {
        if (Math.min(Math.min(bar.open(), bar.close()), Math.min(bar.high(), bar.low())) <= 0) {
            return found(Rule.PRICE_NOT_POSITIVE, "a price is not above zero: " + prices(bar));
        }
        if (bar.volume() < 0) {
            return found(Rule.VOLUME_NEGATIVE, "volume " + bar.volume());
        }
        if (bar.high() < bar.low()) {
            return found(Rule.HIGH_BELOW_LOW, "high " + bar.high() + " is below low " + bar.low());
        }
        if (isOutside(bar.open(), bar)) {
            return found(Rule.OPEN_OUTSIDE_RANGE, "open is outside of low to high: " + prices(bar));
        }
        if (isOutside(bar.close(), bar)) {
            return found(Rule.CLOSE_OUTSIDE_RANGE, "close is outside of low to high: " + prices(bar));
        }
        LocalDate date = dateOf(bar.time());
        boolean future =
                timeframe.isDated() ? date.isAfter(LocalDate.ofInstant(now, zone)) : bar.time() > now.getEpochSecond();
        if (future) {
            return found(Rule.TIME_IN_FUTURE, timeframe.format(bar.time()) + " has not come at " + now);
        }
        if (delistedOn != null && !date.isBefore(delistedOn)) {
            return found(Rule.AFTER_DELISTING, "delisted on " + delistedOn);
        }
        return Optional.empty();
    }

    private static boolean isOutside(double price, Bar bar) {
        return price < bar.low() || price > bar.high();
    }

    /**
     * Whether the close of the later of two neighbours moved beyond the bound, after the corporate actions between them
     * are allowed for.
     */
    public Optional<Finding> judgeJump(Bar earlier, Bar later) {
        double expected = expected(earlier.close(), dateOf(earlier.time()), dateOf(later.time()));
        if (isWithin(later.close(), expected)) {
            return Optional.empty();
        }
        String explained = expected == earlier.close()
                ? ""
                : String.format(Locale.ROOT, " (%.4f after corporate actions)", expected);
        return found(
                Rule.JUMP_UNEXPLAINED,
                "close " + later.close() + " on " + timeframe.format(later.time()) + " follows " + earlier.close()
                        + explained + " on " + timeframe.format(earlier.time()));
    }

    /**
     * Whether a price may follow another one: within the bound, after the corporate actions between their dates are
     * allowed for.
     */
    public boolean mayFollow(double earlier, LocalDate on, double later, LocalDate after) {
        return isWithin(later, expected(earlier, on, after));
    }

    private double expected(double close, LocalDate on, LocalDate after) {
        return Actions.carryOver(close, on, after, actions, currency);
    }

    private boolean isWithin(double price, double expected) {
        double ratio = price / expected;
        return expected > 0 && ratio >= 1 - jumpBound && ratio <= 1 / (1 - jumpBound);
    }

    private LocalDate dateOf(long time) {
        return timeframe.isDated() ? Timeframe.dateOf(time) : LocalDate.ofInstant(Instant.ofEpochSecond(time), zone);
    }

    private static String prices(Bar bar) {
        return "open " + bar.open() + ", high " + bar.high() + ", low " + bar.low() + ", close " + bar.close();
    }

    private static Optional<Finding> found(Rule rule, String evidence) {
        return Optional.of(new Finding(rule, evidence));
    }
}
