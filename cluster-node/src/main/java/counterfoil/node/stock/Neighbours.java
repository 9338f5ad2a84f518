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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bars that a new bar is compared with: those that stand, and those that are questioned for a jump and for nothing
 * else. A level that moved is one question, on the day it moved; without the questioned bar as a neighbour every bar
 * after it would be questioned too.
 */
final class Neighbours {
    private final Plausibility rules;
    private final Series series;
    private final NavigableMap<Long, Bar> disputed = new TreeMap<>();

    Neighbours(StockState state, Plausibility rules) {
        this.rules = rules;
        this.series = state.series(rules.timeframe());
        for (KeptQuestion question : openJumps(state, rules.timeframe())) {
            disputed.put(question.bar().time(), question.bar());
        }
    }

    /** The open questions about jumps, by time. */
    static List<KeptQuestion> openJumps(StockState state, Timeframe timeframe) {
        List<KeptQuestion> open = new ArrayList<>();
        for (KeptQuestion question : state.questions()) {
            if (question.settlement() == Settlement.OPEN
                    && question.timeframe() == timeframe
                    && question.question().rule() == Rule.JUMP_UNEXPLAINED) {
                open.add(question);
            }
        }
        open.sort((one, other) -> Long.compare(one.bar().time(), other.bar().time()));
        return open;
    }

    /**
     * Whether a bar jumps from the one before it or to the one after it.
     *
     * @param before the latest bar of its own batch; null at the beginning of the batch
     * @param nextInBatch time of the batch's next bar, which will be compared itself; {@link Long#MAX_VALUE} at the end
     */
    Optional<Finding> judgeJump(Bar bar, @Nullable Bar before, long nextInBatch) {
        Bar earlier = earlier(bar.time(), before);
        if (earlier != null) {
            Optional<Finding> finding = rules.judgeJump(earlier, bar);
            if (finding.isPresent()) {
                return finding;
            }
        }
        Bar later = later(bar.time());
        return later == null || nextInBatch <= later.time() ? Optional.empty() : rules.judgeJump(bar, later);
    }

    private @Nullable Bar earlier(long time, @Nullable Bar before) {
        Bar nearest = before;
        int index = series.indexAtOrAfter(time);
        if (index > 0 && (nearest == null || series.time(index - 1) > nearest.time())) {
            nearest = series.bar(index - 1);
        }
        Map.Entry<Long, Bar> lower = disputed.lowerEntry(time);
        return lower != null && (nearest == null || lower.getKey() > nearest.time()) ? lower.getValue() : nearest;
    }

    private @Nullable Bar later(long time) {
        int index = series.indexAtOrAfter(time + 1);
        Bar nearest = index < series.size() ? series.bar(index) : null;
        Map.Entry<Long, Bar> higher = disputed.higherEntry(time);
        return higher != null && (nearest == null || higher.getKey() < nearest.time()) ? higher.getValue() : nearest;
    }
}
