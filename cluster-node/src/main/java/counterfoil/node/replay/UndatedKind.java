package counterfoil.node.replay;

import counterfoil.protocol.Event;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entity type whose facts have no business dates, and which keeps no snapshots.
 *
 * @param type name of the type
 * @param empty the state before the first event
 * @param applying the live entity's own way to apply an event
 * @param holding what a state holds
 */
public record UndatedKind<S>(String type, S empty, BiFunction<S, Event, S> applying, Function<S, Object> holding)
        implements EntityKind<S> {
    @Override
    public S apply(S state, Event event) {
        return applying.apply(state, event);
    }

    @Override
    public Object content(S state, @Nullable LocalDate asOf) {
        return holding.apply(state);
    }

    @Override
    public boolean isDated() {
        return false;
    }

    @Override
    public Optional<SnapshotForm<S>> snapshots() {
        return Optional.empty();
    }
}
