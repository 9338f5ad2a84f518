package counterfoil.domain.quality;

import counterfoil.domain.series.Plausibility;
import counterfoil.domain.series.Plausibility.Finding;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bars of a batch that lie on another level than the rest by a factor that errors make, which a look at the
 * bar before cannot tell: which of two levels is the wrong one, and where an excursion ends.
 *
 * <p>Unit: steps of about a hundredfold part the batch into levels. The right one is that of the bar that stands before
 * it; without one, the level with the most bars that were traded (volume above zero), since a price at which nobody
 * traded proves little; then that with the most bars, then the earliest.
 *
 * <p>Split: a step by the ratio of a known split is an error only when the price comes back by the same ratio. A fall by
 * half that stays is left to the rule of jumps: it may be true.
 */
public final class Levels {
    /** Bars after which a price that comes back is no excursion any more. */
    private static final int LONGEST_EXCURSION = 250;

    /** The smallest step that is looked at. */
    private static final double LEAST_STEP = 1.25;

    /** How far, as a logarithm, a step may be from the ratio of a split; a quarter of it for small ones. */
    private static final double RATIO_TOLERANCE = 0.15;

    private final Plausibility rules;
    private final List<Bar> bars = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Map<Integer, Finding> found = new HashMap<>();

    private Levels(Plausibility rules) {
        this.rules = rules;
    }

    /**
     * The bars that lie on a wrong level, by their index in the batch. Bars that break a rule by themselves are left out.
     *
     * @param before the last bar that stands before the batch; null when there is none
     */
    public static Map<Integer, Finding> judge(Bars batch, @Nullable Bar before, Plausibility rules) {
        Levels levels = new Levels(rules);
        if (before != null) {
            levels.add(-1, before);
        }
        for (int i = 0; i < batch.size(); i++) {
            if (rules.judgeAlone(batch.get(i)).isEmpty()) {
                levels.add(i, batch.get(i));
            }
        }
        if (levels.hasStep()) {
            levels.judgeUnits(before != null);
            levels.judgeExcursions();
        }
        levels.found.remove(-1);
        return levels.found;
    }

    private void add(int place, Bar bar) {
        bars.add(bar);
        places.add(place);
    }

    /** Whether any close moved at all as errors make it move; nearly always none did. */
    private boolean hasStep() {
        for (int i = 1; i < bars.size(); i++) {
            double ratio = bars.get(i).close() / bars.get(i - 1).close();
            if (ratio > LEAST_STEP || ratio < 1 / LEAST_STEP) {
                return true;
            }
        }
        return false;
    }

    private void judgeUnits(boolean firstStands) {
        int[] level = new int[bars.size()];
        boolean moved = false;
        for (int i = 1; i < level.length; i++) {
            int step = rules.unitSteps(bars.get(i - 1), bars.get(i));
            level[i] = level[i - 1] + step;
            moved |= step != 0;
        }
        if (!moved) {
            return;
        }
        int right = firstStands ? 0 : rightLevel(level);
        for (int i = 0; i < level.length; i++) {
            if (level[i] != right) {
                Bar other = nearest(i, level, right);
                found.put(
                        places.get(i),
                        new Finding(
                                Rule.UNIT_ERROR,
                                "close " + bars.get(i).close() + " is "
                                        + Plausibility.times(bars.get(i).close() / other.close()) + " of "
                                        + other.close() + " on "
                                        + rules.timeframe().format(other.time())));
            }
        }
    }

    private int rightLevel(int[] level) {
        Map<Integer, int[]> weights = new HashMap<>();
        for (int i = 0; i < level.length; i++) {
            int first = i;
            int[] weight = weights.computeIfAbsent(level[i], any -> new int[] {0, 0, -first});
            weight[0] += bars.get(i).volume() > 0 ? 1 : 0;
            weight[1]++;
        }
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue(Arrays::compare))
                .orElseThrow()
                .getKey();
    }

    private Bar nearest(int i, int[] level, int right) {
        for (int far = 1; far < level.length; far++) {
            if (i - far >= 0 && level[i - far] == right) {
                return bars.get(i - far);
            }
            if (i + far < level.length && level[i + far] == right) {
                return bars.get(i + far);
            }
        }
        throw new IllegalStateException("no bar on the level that most bars are on");
    }

    private void judgeExcursions() {
        List<CorporateAction.ShareChange> changes = rules.actions().stream()
                .filter(CorporateAction.ShareChange.class::isInstance)
                .map(CorporateAction.ShareChange.class::cast)
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        int last = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (found.containsKey(places.get(i))) {
                continue;
            }
            if (last >= 0 && rules.judgeJump(bars.get(last), bars.get(i)).isPresent()) {
                int end = judgeExcursion(last, i, changes);
                i = Math.max(i, end - 1);
            }
            last = end(last, i);
        }
    }

    private int end(int last, int i) {
        return found.containsKey(places.get(i)) ? last : i;
    }

    /** Marks the excursion that begins at a bar; returns where it ends, or where it began when it is none. */
    private int judgeExcursion(int last, int from, List<CorporateAction.ShareChange> changes) {
        double step = Math.log(bars.get(from).close() / bars.get(last).close());
        Optional<CorporateAction.ShareChange> match = changes.stream()
                .filter(change -> matches(Math.abs(step), Math.abs(Math.log(change.ratio()))))
                .findFirst();
        if (match.isEmpty()) {
            return from;
        }
        int most = Math.min(bars.size(), from + LONGEST_EXCURSION + 1);
        for (int i = from + 1; i < most; i++) {
            Bar before = bars.get(i - 1);
            Bar bar = bars.get(i);
            if (rules.judgeJump(before, bar).isPresent()) {
                boolean isBack = rules.judgeJump(bars.get(last), bar).isEmpty();
                if (isBack) {
                    mark(last, from, i, match.get(), step);
                }
                return isBack ? i : from;
            }
        }
        return from;
    }

    private static boolean matches(double step, double ratio) {
        return Math.abs(step - ratio) <= Math.min(RATIO_TOLERANCE, ratio / 4);
    }

    private void mark(int last, int from, int to, CorporateAction.ShareChange change, double step) {
        boolean isMissing = Math.signum(step) == Math.signum(Math.log(change.ratio()));
        Bar before = bars.get(last);
        for (int i = from; i < to; i++) {
            String evidence = "close " + bars.get(i).close() + " against " + before.close() + " on "
                    + rules.timeframe().format(before.time()) + ": "
                    + (isMissing ? "not divided by " : "divided once more by ") + change.newRate() + "/"
                    + change.oldRate() + ", until "
                    + rules.timeframe().format(bars.get(to).time());
            found.put(
                    places.get(i),
                    new Finding(isMissing ? Rule.SPLIT_ADJUSTMENT_MISSING : Rule.SPLIT_ADJUSTMENT_DOUBLED, evidence));
        }
    }
}
