package counterfoil.domain.quality;

import counterfoil.market.AdjustmentRun;
import java.util.List;

/** What a source says of its own adjusted closes, in runs by date. */
public record StatedAdjustments(String source, List<AdjustmentRun> runs) {
    /** Copies the runs in. */
    public StatedAdjustments {
        runs = List.copyOf(runs);
    }
}
