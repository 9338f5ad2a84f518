package counterfoil.persistence.personal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Wraps every key of a store by a new master key, in batches that each commit alone: it can be interrupted at any time
 * and repeated, and nodes that know both keys read all the while. No text is touched.
 */
public final class KeyRotation {
    private static final int BATCH = 500;

    private final KeyStore store;
    private final MasterKey from;
    private final MasterKey to;

    /** A rotation of a store. */
    public KeyRotation(KeyStore store, MasterKey from, MasterKey to) {
        if (from.keyId().equals(to.keyId())) {
            throw new BadKey("is the master key that is in use");
        }
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /**
     * Rotates and returns how many keys this call wrapped anew.
     *
     * @param progress told the number so far after each batch
     * @throws KeysUnavailable if a key was wrapped by neither master key, or the store is away; what was done stays
     */
    public long run(LongConsumer progress) {
        Keyring ring = new Keyring(List.of(from, to));
        long done = 0;
        for (int batch = store.rewrap(ring, BATCH); batch > 0; batch = store.rewrap(ring, BATCH)) {
            done += batch;
            progress.accept(done);
        }
        return done;
    }

    /** Whether the new master key wraps every key; another rotation may be at work on the rest. */
    public boolean isComplete() {
        Map<String, Long> counts = store.countsByKeyId();
        return counts.isEmpty() || counts.keySet().equals(Set.of(to.keyId()));
    }
}
