package counterfoil.node.stock;

import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import java.util.List;

/** What a stock does about a command. */
sealed interface Decision {
    /** Record these facts, at least one, all or none. */
    record Persist(List<StockEvent> events) implements Decision {
        public Persist {
            events = List.copyOf(events);
        }
    }

    /** Everything asked for is so already: there is nothing to record. */
    record Acknowledge(StockOutcome outcome) implements Decision {}

    /** Do nothing, and say why. */
    record Refuse(Refusal refusal) implements Decision {}
}
