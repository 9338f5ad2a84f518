package counterfoil.node.replay;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The states that were replayed last, as places to start from. It can cost time but never a right answer: whoever takes
 * one reads the events after it. Thread-safe; the states of one entity are used by one thread at a time, which {@link
 * WorkQueue} sees to.
 */
final class PastStates {
    private final int limit;
    private final Map<Key, Past<?>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(EntityKind<?> kind, String entityId, long sequenceNumber) {}

    PastStates(int limit) {
        this.limit = limit;
    }

    /** The newest state of an entity whose last event was recorded by an instant; the one before all events if none. */
    synchronized <S> Past<S> newestBy(EntityKind<S> kind, String entityId, Instant knownAt) {
        Key best = null;
        for (Map.Entry<Key, Past<?>> entry : kept.entrySet()) {
            Key key = entry.getKey();
            if (key.kind == kind
                    && key.entityId.equals(entityId)
                    && !entry.getValue().recordedAt().isAfter(knownAt)
                    && (best == null || key.sequenceNumber > best.sequenceNumber)) {
                best = key;
            }
        }
        if (best == null) {
            return Past.before(kind.empty());
        }
        @SuppressWarnings("unchecked") // a key holds a state of its own kind
        Past<S> past = Objects.requireNonNull((Past<S>) kept.get(best));
        return past;
    }

    synchronized void keep(EntityKind<?> kind, String entityId, Past<?> past) {
        if (past.exists()) {
            kept.put(new Key(kind, entityId, past.sequenceNumber()), past);
        }
        Iterator<Key> oldest = kept.keySet().iterator();
        while (kept.size() > limit) {
            oldest.next();
            oldest.remove();
        }
    }
}
