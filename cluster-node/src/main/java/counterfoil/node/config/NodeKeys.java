package counterfoil.node.config;

import counterfoil.persistence.personal.Keyring;
import counterfoil.persistence.personal.MasterKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checked keys of a node. The seed of the co-signer follows from the seed of the signer, so that pinning
 * {@code COUNTERFOIL_SIGNING_KEY} pins both.
 */
public final class NodeKeys {
    /** Purposes of derived keys; never changed, or signatures stop to verify. */
    static final String SIGNING = "log-signing";

    private static final String COSIGNING = "log-cosigning";

    private final MasterKey master;
    private final List<MasterKey> masters;
    private final byte[] signingSeed;
    private final byte @Nullable [] previousSigningSeed;

    private final Keyring ring;

    NodeKeys(MasterKey master, @Nullable MasterKey next, byte[] signingSeed, byte @Nullable [] previousSigningSeed) {
        this.master = master;
        this.masters = next == null ? List.of(master) : List.of(master, next);
        this.ring = new Keyring(masters);
        this.signingSeed = signingSeed.clone();
        this.previousSigningSeed = previousSigningSeed == null ? null : previousSigningSeed.clone();
    }

    /** Wraps the keys of personal data, and derives keys for other purposes. */
    public MasterKey master() {
        return master;
    }

    /** The master key, and the one that is to take its place, if any. */
    public List<MasterKey> masters() {
        return masters;
    }

    /** The master key, and the one that takes its place where a rotation is under way: both unwrap, the new one wraps. */
    public Keyring ring() {
        return ring;
    }

    /** 32-byte Ed25519 seed of the key that signs heads of the log. */
    public byte[] signingSeed() {
        return signingSeed.clone();
    }

    /** 32-byte Ed25519 seed of the key that hands over to the signing key, and signs heads too until then. */
    public Optional<byte[]> previousSigningSeed() {
        return Optional.ofNullable(previousSigningSeed).map(byte[]::clone);
    }

    /** 32-byte Ed25519 seed of the key that says when a head was seen. */
    public byte[] cosigningSeed() {
        return MasterKey.derive(signingSeed, COSIGNING, MasterKey.BYTES);
    }

    /** Says nothing about the keys but the id of the master key. */
    @Override
    public String toString() {
        return "NodeKeys[master=" + master.keyId() + "]";
    }
}
