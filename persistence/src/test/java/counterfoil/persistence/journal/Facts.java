package counterfoil.persistence.journal;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import counterfoil.protocol.stock.StockEvent;
import java.time.Instant;

/** Events for tests that only need some. */
final class Facts {

    /** Caused at a fixed instant by an operator. */
    static final Cause CAUSE = new Cause(
            "command-1", "operator", null, "request-1", Instant.parse("2026-11-22T10:00:00.123456Z"), null, null);

    private Facts() {}

    static Event withdrawn(String importId) {
        return new StockEvent.ImportWithdrawn(importId, CAUSE);
    }
}
