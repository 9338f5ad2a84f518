package counterfoil.node.seal;

import counterfoil.node.config.NodeKeys;
import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.CosignerKey;
import counterfoil.persistence.seal.KeyChange;
import counterfoil.persistence.seal.LogKey;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.VerifierKey;
import counterfoil.persistence.sealer.HeadSigner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs heads: with one seed for the log, under the name of each log's origin, and another for the cosigner. While a key hands
 * over to its successor both sign.
 */
public final class LogKeys implements HeadSigner {
    private final List<byte[]> signingSeeds;
    private final CosignerKey cosigner;
    private final Map<String, List<LogKey>> byOrigin = new ConcurrentHashMap<>();

    private LogKeys(List<byte[]> signingSeeds, CosignerKey cosigner) {
        this.signingSeeds = signingSeeds;
        this.cosigner = cosigner;
    }

    /**
     * Keys of two seeds.
     *
     * @param firstOrigin origin of the first log, from which the cosigner has its name
     * @param signingSeed 32 bytes
     * @param cosigningSeed 32 bytes
     */
    public LogKeys(String firstOrigin, byte[] signingSeed, byte[] cosigningSeed) {
        this(List.of(signingSeed.clone()), cosigner(firstOrigin, cosigningSeed));
    }

    /** The keys of a node, with that which hands over, if one does. */
    public static LogKeys of(String firstOrigin, NodeKeys keys) {
        List<byte[]> seeds = new ArrayList<>(List.of(keys.signingSeed()));
        keys.previousSigningSeed().ifPresent(seeds::add);
        return new LogKeys(List.copyOf(seeds), cosigner(firstOrigin, keys.cosigningSeed()));
    }

    private static CosignerKey cosigner(String firstOrigin, byte[] seed) {
        return CosignerKey.ofSeed(firstOrigin + "/time", seed);
    }

    @Override
    public String sign(String origin, long size, byte[] root, Instant at) {
        return SignedHead.sign(new Checkpoint(origin, size, root), keysOf(origin), cosigner, at)
                .note();
    }

    /** The public keys that check the heads of a log: its own, that which hands over to it, the cosigner's. */
    public List<VerifierKey> verifierKeys(String origin) {
        List<VerifierKey> keys = new ArrayList<>();
        keysOf(origin).forEach(key -> keys.add(key.verifier()));
        keys.add(cosigner.verifier());
        return List.copyOf(keys);
    }

    /** Notes by which the key before vouches for the keys of now; none unless it hands over. */
    public List<String> keyChanges(String origin, Instant at) {
        List<LogKey> keys = keysOf(origin);
        if (keys.size() == 1) {
            return List.of();
        }
        LogKey previous = keys.getLast();
        return List.of(KeyChange.sign(previous, keys.getFirst(), at), KeyChange.sign(previous, cosigner, at));
    }

    private List<LogKey> keysOf(String origin) {
        return byOrigin.computeIfAbsent(
                origin,
                name -> signingSeeds.stream()
                        .map(seed -> LogKey.ofSeed(name, seed))
                        .toList());
    }
}
