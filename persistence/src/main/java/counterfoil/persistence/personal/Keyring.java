package counterfoil.persistence.personal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wrapping keys that a node knows: one, or two while the master key changes. New keys are wrapped by the last one
 * given, so that a rotation does not run after them.
 */
public final class Keyring {
    private final Map<String, KeyWrapper> byId = new LinkedHashMap<>();
    private final KeyWrapper newest;

    /** Knows these, the newest last. */
    public Keyring(List<? extends KeyWrapper> wrappers) {
        wrappers.forEach(wrapper -> byId.put(wrapper.keyId(), wrapper));
        this.newest = wrappers.getLast();
    }

    /** What wraps new keys. */
    KeyWrapper newest() {
        return newest;
    }

    /** Ids of all wrapping keys. */
    public Set<String> keyIds() {
        return Set.copyOf(byId.keySet());
    }

    /**
     * Unwraps with the key that wrapped.
     *
     * @throws KeysUnavailable if that key is not known here
     * @throws Unwrappable if the bytes are not what it wrapped
     */
    byte[] unwrap(WrappedKey key) {
        KeyWrapper wrapper = byId.get(key.keyId());
        if (wrapper == null) {
            throw new KeysUnavailable(
                    "the key store has keys wrapped by master key " + key.keyId() + ", and this node has "
                            + String.join(", ", byId.keySet()),
                    new IllegalStateException("unknown master key"));
        }
        return wrapper.unwrap(key.wrapped(), key.context());
    }
}
