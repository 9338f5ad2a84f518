package counterfoil.node.stock;

import counterfoil.domain.series.Plausibility;
import counterfoil.domain.series.Plausibility.Finding;
import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bars that a new bar is compared with: those that stand, those of its own batch that will, and those that are
 * questioned because the level moved. A level that moved is one question, on the day it moved; without the questioned bar
 * as a neighbour every bar after it would be questioned too. A bar that fits the level before is back, and no jump.
 *
 * <p>A wrong unit and a wrong adjustment are no new level: such bars are questioned one by one.
 */
final class Neighbours {
    private static final Set<Rule> LEVELS = EnumSet.of(Rule.JUMP_UNEXPLAINED, Rule.SPLIT_NOT_IN_PRICES);
    private static final Set<Rule> JUMPS = EnumSet.of(
            Rule.JUMP_UNEXPLAINED,
            Rule.SPLIT_NOT_IN_PRICES,
            Rule.UNIT_ERROR,
            Rule.SPLIT_ADJUSTMENT_MISSING,
            Rule.SPLIT_ADJUSTMENT_DOUBLED);

    private final Plausibility rules;
    private final Series series;
    private final NavigableMap<Long, Bar> levels = new TreeMap<>();
    private final NavigableMap<Long, Bar> wrongUnits = new TreeMap<>();

    /** The latest bar of the batch that will stand. */
    private @Nullable Bar taken;

    Neighbours(StockState state, Plausibility rules) {
        this.rules = rules;
        this.series = state.series(rules.timeframe());
        for (KeptQuestion question : openJumps(state, rules.timeframe())) {
            addQuestioned(question.bar(), question.question().rule());
        }
    }

    /** The open questions that another fact may explain, by time. */
    static List<KeptQuestion> openJumps(StockState state, Timeframe timeframe) {
        List<KeptQuestion> open = new ArrayList<>();
        for (KeptQuestion question : state.questions()) {
            if (question.settlement() == Settlement.OPEN
                    && question.timeframe() == timeframe
                    && JUMPS.contains(question.question().rule())) {
                open.add(question);
            }
        }
        open.sort((one, other) -> Long.compare(one.bar().time(), other.bar().time()));
        return open;
    }

    /** Takes note of a bar that will stand; bars of a batch come in the order of time. */
    void addTaken(Bar bar) {
        taken = bar;
    }

    /** Takes note of a bar that is kept apart. */
    void addQuestioned(Bar bar, Rule rule) {
        if (LEVELS.contains(rule)) {
            levels.put(bar.time(), bar);
        } else if (rule == Rule.UNIT_ERROR) {
            wrongUnits.put(bar.time(), bar);
        }
    }

    /** The last bar that stands before a time; null when there is none. */
    @Nullable
    Bar standingBefore(long time) {
        int index = series.indexAtOrAfter(time);
        boolean isSeries = index > 0 && (taken == null || series.time(index - 1) > taken.time());
        return isSeries ? series.bar(index - 1) : taken;
    }

    /**
     * Whether a bar jumps from the one before it or to the one after it.
     *
     * @param nextInBatch time of the batch's next bar, which will be compared itself; {@link Long#MAX_VALUE} at the end
     */
    Optional<Finding> judgeJump(Bar bar, long nextInBatch) {
        Optional<Finding> fromBefore = judgeFrom(standingBefore(bar.time()), value(levels.lowerEntry(bar.time())), bar);
        if (fromBefore.isPresent()) {
            return Optional.of(inSameUnitAsBefore(bar).orElse(fromBefore.get()));
        }
        int index = series.indexAtOrAfter(bar.time() + 1);
        Bar standing = index < series.size() ? series.bar(index) : null;
        Bar level = value(levels.higherEntry(bar.time()));
        Bar later = nearest(standing, level, bar);
        return later == null || nextInBatch <= later.time() ? Optional.empty() : judgeTo(standing, level, bar);
    }

    private Optional<Finding> judgeFrom(@Nullable Bar standing, @Nullable Bar level, Bar bar) {
        Bar earlier = nearest(standing, level, bar);
        if (earlier == null) {
            return Optional.empty();
        }
        Optional<Finding> finding = rules.judgeJump(earlier, bar);
        boolean isBack = finding.isPresent()
                && standing != null
                && standing.time() != earlier.time()
                && rules.judgeJump(standing, bar).isEmpty();
        return isBack ? Optional.empty() : finding;
    }

    private Optional<Finding> judgeTo(@Nullable Bar standing, @Nullable Bar level, Bar bar) {
        Bar later = nearest(standing, level, bar);
        if (later == null) {
            return Optional.empty();
        }
        Optional<Finding> finding = rules.judgeJump(bar, later);
        boolean isBack = finding.isPresent()
                && standing != null
                && standing.time() != later.time()
                && rules.judgeJump(bar, standing).isEmpty();
        return isBack ? Optional.empty() : finding;
    }

    private static @Nullable Bar nearest(@Nullable Bar standing, @Nullable Bar level, Bar bar) {
        if (standing == null || level == null) {
            return standing == null ? level : standing;
        }
        long toLevel = Math.abs(level.time() - bar.time());
        return toLevel < Math.abs(standing.time() - bar.time()) ? level : standing;
    }

    /** A bar that goes on where one in a wrong unit was is in the wrong unit too, however long that lasts. */
    private Optional<Finding> inSameUnitAsBefore(Bar bar) {
        Bar wrong = value(wrongUnits.lowerEntry(bar.time()));
        if (wrong == null
                || !rules.areNeighbours(wrong, bar)
                || rules.judgeJump(wrong, bar).isPresent()) {
            return Optional.empty();
        }
        String evidence = "close " + bar.close() + " goes on from " + wrong.close() + " on "
                + rules.timeframe().format(wrong.time()) + ", which is in a wrong unit";
        return Optional.of(new Finding(Rule.UNIT_ERROR, evidence));
    }

    private static @Nullable Bar value(Map.@Nullable Entry<Long, Bar> entry) {
        return entry == null ? null : entry.getValue();
    }
}
