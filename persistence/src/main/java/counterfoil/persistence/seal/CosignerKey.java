package counterfoil.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;

/**
 * The key that says when a head was the newest: C2SP tlog-cosignature, version 1. Its signature carries a time in seconds,
 * which a log's signature does not.
 */
public final class CosignerKey implements NoteSigner {
    private final PrivateKey privateKey;
    private final VerifierKey verifier;

    private CosignerKey(PrivateKey privateKey, VerifierKey verifier) {
        this.privateKey = privateKey;
        this.verifier = verifier;
    }

    /**
     * The key of a seed.
     *
     * @param name of the cosigner, without spaces and {@code +}
     * @param seed32 the private key of RFC 8032, another one than the log's
     * @throws IllegalArgumentException if the name or the length is not allowed; the message never holds the seed
     */
    public static CosignerKey ofSeed(String name, byte[] seed32) {
        KeyPair pair = Ed25519.pair(seed32);
        byte[] raw = Ed25519.raw(pair.getPublic());
        return new CosignerKey(pair.getPrivate(), new VerifierKey(name, VerifierKey.Algorithm.COSIGNATURE, raw));
    }

    @Override
    public VerifierKey verifier() {
        return verifier;
    }

    @Override
    public String sign(String text, Instant at) {
        long seconds = at.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("nothing is cosigned before 1970: " + at);
        }
        byte[] signature = Ed25519.sign(privateKey, message(seconds, text));
        return Note.line(
                verifier,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array());
    }

    /** What is signed: two lines that say what it is and when, then the text. */
    static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return verifier.text();
    }
}
