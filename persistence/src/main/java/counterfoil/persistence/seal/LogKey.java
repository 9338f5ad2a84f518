package counterfoil.persistence.seal;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;

/** The key of a log: Ed25519 over the text of a note. Its name is the log's origin. */
public final class LogKey implements NoteSigner {
    private final PrivateKey privateKey;
    private final VerifierKey verifier;

    private LogKey(PrivateKey privateKey, VerifierKey verifier) {
        this.privateKey = privateKey;
        this.verifier = verifier;
    }

    /**
     * The key of a seed.
     *
     * @param name the log's origin, without spaces and {@code +}
     * @param seed32 the private key of RFC 8032, 32 bytes that nobody else knows
     * @throws IllegalArgumentException if the name or the length is not allowed; the message never holds the seed
     */
    public static LogKey ofSeed(String name, byte[] seed32) {
        KeyPair pair = Ed25519.pair(seed32);
        byte[] raw = Ed25519.raw(pair.getPublic());
        return new LogKey(pair.getPrivate(), new VerifierKey(name, VerifierKey.Algorithm.ED25519, raw));
    }

    @Override
    public VerifierKey verifier() {
        return verifier;
    }

    @Override
    public String sign(String text, Instant at) {
        byte[] signature = Ed25519.sign(privateKey, text.getBytes(StandardCharsets.UTF_8));
        return Note.line(verifier, signature);
    }

    @Override
    public String toString() {
        return verifier.text();
    }
}
