package counterfoil.node.pulse;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.cluster.UniqueAddress;
import org.jspecify.annotations.Nullable;

/** When the processes of the members started, as they said themselves; as many as there are members. */
public final class Starts {
    private final Map<UniqueAddress, Instant> starts = new ConcurrentHashMap<>();

    /** When a member's process started; null until it has said so. */
    public @Nullable Instant of(UniqueAddress member) {
        return starts.get(member);
    }

    void put(UniqueAddress member, Instant startedAt) {
        starts.put(member, startedAt);
    }

    void retain(Collection<UniqueAddress> members) {
        starts.keySet().retainAll(members);
    }
}
