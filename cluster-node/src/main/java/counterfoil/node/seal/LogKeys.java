package counterfoil.node.seal;

import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.CosignerKey;
import counterfoil.persistence.seal.LogKey;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.VerifierKey;
import counterfoil.persistence.sealer.HeadSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs heads: with one seed for the log, under the name of each log's origin, and another for the cosigner. */
public final class LogKeys implements HeadSigner {
    private final byte[] signingSeed;
    private final CosignerKey cosigner;
    private final Map<String, LogKey> byOrigin = new ConcurrentHashMap<>();

    /**
     * Keys of two seeds.
     *
     * @param firstOrigin origin of the first log, from which the cosigner has its name
     * @param signingSeed 32 bytes
     * @param cosigningSeed 32 bytes
     */
    public LogKeys(String firstOrigin, byte[] signingSeed, byte[] cosigningSeed) {
        this.signingSeed = signingSeed.clone();
        this.cosigner = CosignerKey.ofSeed(firstOrigin + "/time", cosigningSeed);
    }

    @Override
    public String sign(String origin, long size, byte[] root, Instant at) {
        return SignedHead.sign(new Checkpoint(origin, size, root), keyOf(origin), cosigner, at)
                .note();
    }

    /** The public keys that check the heads of a log, its own first. */
    public List<VerifierKey> verifierKeys(String origin) {
        return List.of(keyOf(origin).verifier(), cosigner.verifier());
    }

    private LogKey keyOf(String origin) {
        return byOrigin.computeIfAbsent(origin, name -> LogKey.ofSeed(name, signingSeed));
    }
}
