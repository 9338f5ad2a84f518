package counterfoil.node.stock;

import counterfoil.market.Rule;
import counterfoil.protocol.stock.StockEvent;
import java.util.List;
import kamon.Kamon;
import kamon.metric.Counter;

/** Counts the quality findings that are recorded on this node, by the rule that a bar breaks. */
final class Findings {
    private Findings() {}

    static void count(List<StockEvent> recorded) {
        for (StockEvent event : recorded) {
            if (event instanceof StockEvent.BarsQuestioned questioned) {
                questioned.questions().forEach(question -> of(question.rule()).increment());
            }
        }
    }

    private static Counter of(Rule rule) {
        return Kamon.counter("counterfoil.quality.findings", "Bars that were questioned")
                .withTag("rule", rule.code());
    }
}
