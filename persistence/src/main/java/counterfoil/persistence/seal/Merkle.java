package counterfoil.persistence.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 9162 section 2.1.1 (the same as those of RFC 6962): SHA-256, a leaf behind the byte 0, an inner node
 * behind the byte 1. A hash is always an array of {@link #HASH_LENGTH} bytes.
 */
public final class Merkle {
    /** Bytes of a hash. */
    public static final int HASH_LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** The root of a tree without leaves: the hash of nothing. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /** The hash of a leaf. */
    public static byte[] leafHash(byte[] leafData) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(leafData);
    }

    /** The hash of an inner node. */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
