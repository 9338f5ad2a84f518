package counterfoil.domain.series;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
    /** Bars further apart than this say nothing about each other's unit. */
    public static final int NEIGHBOUR_DAYS = 10;

    /** Main units are a hundred of the small ones: pounds and pence, dollars and cents. */
    private static final double UNIT = 100;

    /** A smaller step is never looked at: nearly all are, and corporate actions need not be searched for them. */
    private static final double LEAST_UNIT_STEP = 10;

    /** How far from a hundredfold a step may be, as a logarithm: a price that moved by 28 % besides is still one. */
    private static final double UNIT_TOLERANCE = 0.25;

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
     * are allowed for. A move by a factor of about a hundred within days is a wrong unit; one that would not be there
     * without the splits between is a split that the prices do not show.
     */
    public Optional<Finding> judgeJump(Bar earlier, Bar later) {
        LocalDate before = dateOf(earlier.time());
        LocalDate after = dateOf(later.time());
        double expected = expected(earlier.close(), before, after);
        if (isWithin(later.close(), expected)) {
            return Optional.empty();
        }
        if (unitSteps(earlier, later) != 0) {
            return found(
                    Rule.UNIT_ERROR,
                    "close " + later.close() + " is " + times(later.close() / expected) + " of " + earlier.close()
                            + " on " + timeframe.format(earlier.time()));
        }
        double unsplit = Actions.carryOver(earlier.close(), before, after, withoutShareChanges(), currency);
        if (unsplit != expected && isWithin(later.close(), unsplit)) {
            return found(
                    Rule.SPLIT_NOT_IN_PRICES,
                    String.format(
                            Locale.ROOT,
                            "close %s follows %s on %s as if there had been no split (with it %.4f)",
                            later.close(),
                            earlier.close(),
                            timeframe.format(earlier.time()),
                            expected));
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
     * How many hundredfold steps up, or with a minus down, lie between two closes of neighbours: 0 but for a factor of
     * about a hundred between bars that are no more than {@link #NEIGHBOUR_DAYS} apart.
     */
    public int unitSteps(Bar earlier, Bar later) {
        LocalDate before = dateOf(earlier.time());
        LocalDate after = dateOf(later.time());
        double ratio = later.close() / earlier.close();
        boolean isSmall = ratio > 1 / LEAST_UNIT_STEP && ratio < LEAST_UNIT_STEP;
        if (isSmall || !areNeighbours(earlier, later)) {
            return 0;
        }
        double expected = expected(earlier.close(), before, after);
        if (!(expected > 0)) {
            return 0;
        }
        double step = Math.log(later.close() / expected);
        boolean isUnit = Math.abs(Math.abs(step) - Math.log(UNIT)) <= UNIT_TOLERANCE;
        return isUnit ? (int) Math.signum(step) : 0;
    }

    /** Whether two bars are no more than {@link #NEIGHBOUR_DAYS} apart. */
    public boolean areNeighbours(Bar earlier, Bar later) {
        return Math.abs(ChronoUnit.DAYS.between(dateOf(earlier.time()), dateOf(later.time()))) <= NEIGHBOUR_DAYS;
    }

    /** A factor in words: {@code 100.3 times} or {@code 1 of 99.7}. */
    public static String times(double factor) {
        return factor >= 1
                ? String.format(Locale.ROOT, "%.4g times", factor)
                : String.format(Locale.ROOT, "1 of %.4g", 1 / factor);
    }

    private List<CorporateAction> withoutShareChanges() {
        return actions.stream()
                .filter(action -> !(action instanceof CorporateAction.ShareChange))
                .toList();
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

    /** The trading date of a bar. */
    public LocalDate dateOf(long time) {
        return timeframe.isDated() ? Timeframe.dateOf(time) : LocalDate.ofInstant(Instant.ofEpochSecond(time), zone);
    }

    private static String prices(Bar bar) {
        return "open " + bar.open() + ", high " + bar.high() + ", low " + bar.low() + ", close " + bar.close();
    }

    private static Optional<Finding> found(Rule rule, String evidence) {
        return Optional.of(new Finding(rule, evidence));
    }
}
