package counterfoil.persistence.personal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of subjects, unwrapped, as far as they are in use. What was read stays for {@link #FRESH} and is then read
 * again, so that an erasure on any node ends deciphering on all of them within that time, without a message that could
 * be lost; on the node that erases it ends at once. While the key store is away nothing is taken from older reads.
 *
 * <p>Safe for all threads. A call blocks while it reads the key store.
 */
public final class DataKeys {
    /** For how long a key may be used without asking the key store again. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST_SUBJECTS = 10_000;

    private final KeyStore store;
    private final Keyring ring;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, Cached> cache = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Keys of a store.
     *
     * @param nanos a clock that never runs backwards, such as {@code System::nanoTime}
     */
    public DataKeys(KeyStore store, Keyring ring, InstantSource clock, LongSupplier nanos) {
        this.store = store;
        this.ring = ring;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A key and its version. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two keys
    record DataKey(int version, byte[] bytes) {
        @Override
        public String toString() {
            return "DataKey[version=" + version + "]";
        }
    }

    /** What was read, and when; {@code keys} is null for a subject that was destroyed. */
    private record Cached(@Nullable SortedMap<Integer, DataKey> keys, long readAtNanos) {}

    /**
     * The key by which new texts are enciphered; made at first use.
     *
     * @throws SubjectIsErased if the subject's keys were destroyed
     * @throws KeysUnavailable if the key store is away
     */
    DataKey newest(String subject) {
        SortedMap<Integer, DataKey> keys = keysOf(subject);
        if (keys != null && keys.isEmpty()) {
            make(subject);
            keys = keysOf(subject);
        }
        if (keys == null) {
            throw new SubjectIsErased();
        }
        return keys.sequencedValues().getLast();
    }

    /** The keys of a subject by version; null when they were destroyed. */
    @Nullable
    SortedMap<Integer, DataKey> keysOf(String subject) {
        synchronized (cache) {
            Cached cached = cache.get(subject);
            if (cached != null && nanos.getAsLong() - cached.readAtNanos < FRESH.toNanos()) {
                return cached.keys;
            }
        }
        long readAt = nanos.getAsLong();
        SortedMap<Integer, DataKey> keys = switch (store.find(subject)) {
            case KeyStore.Known.Destroyed destroyed -> null;
            case KeyStore.Known.Keys wrapped -> unwrapped(wrapped.byVersion());
        };
        synchronized (cache) {
            cache.put(subject, new Cached(keys, readAt));
            if (cache.size() > MOST_SUBJECTS) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
        return keys;
    }

    private SortedMap<Integer, DataKey> unwrapped(SortedMap<Integer, WrappedKey> wrapped) {
        SortedMap<Integer, DataKey> keys = new TreeMap<>();
        wrapped.forEach((version, key) -> keys.put(version, new DataKey(version, ring.unwrap(key))));
        return keys;
    }

    private void make(String subject) {
        KeyWrapper wrapper = ring.newest();
        byte[] wrapped = wrapper.wrap(MasterKey.random(), WrappedKey.context(subject, 1));
        Instant now = clock.instant();
        store.add(new WrappedKey(subject, 1, wrapper.keyId(), wrapped), now);
        drop(subject);
    }

    /** Forgets a subject, because its keys were destroyed or made. */
    public void drop(String subject) {
        synchronized (cache) {
            cache.remove(subject);
        }
    }

    /** How many subjects' keys are in memory. */
    public int size() {
        synchronized (cache) {
            return cache.size();
        }
    }
}
