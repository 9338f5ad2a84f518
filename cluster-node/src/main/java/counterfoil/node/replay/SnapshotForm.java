package counterfoil.node.replay;

import counterfoil.protocol.Snapshot;
import java.util.function.Function;

/**
 * How a state is kept as a snapshot.
 *
 * @param type the class that is kept
 * @param restore the state that an object of that class stands for
 */
public record SnapshotForm<S>(Class<? extends Snapshot> type, Function<Object, Past<S>> restore) {}
