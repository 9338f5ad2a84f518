package counterfoil.node.stock;

import counterfoil.market.AdjustmentRun;
import java.util.List;

/** What a source said of its own adjusted closes in an import; runs by date. */
record Stated(String importId, String source, List<AdjustmentRun> runs) {
    Stated {
        runs = List.copyOf(runs);
    }
}
