package counterfoil.node.replay;

import counterfoil.protocol.Event;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one entity type become a state, and what the state holds. The functions are the live entity's own.
 *
 * @param <S> the state; only its own thread may apply events to what it came from
 */
public interface EntityKind<S> {
    /** Name of the type: the first part of its persistence ids. */
    String type();

    /** The state before the first event. */
    S empty();

    /** The state after an event of this type. */
    S apply(S state, Event event);

    /**
     * What the state holds, for JSON and digest: records, lists, maps, texts and numbers.
     *
     * @param asOf leaves out facts of later business dates; null for all, and always where {@link #isDated} says no
     */
    Object content(S state, @Nullable LocalDate asOf);

    /** Whether its facts have business dates. */
    boolean isDated();

    /** How it keeps snapshots; empty when it keeps none. */
    Optional<SnapshotForm<S>> snapshots();
}
