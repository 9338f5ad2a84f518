package counterfoil.persistence.personal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key derivation of RFC 5869 (Krawczyk and Eronen, 2010) with SHA-256. The JDK has its own only from 25 on. */
final class Hkdf {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /** Section 2.2. An empty salt stands for 32 zero bytes, as there. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, keyMaterial);
    }

    /**
     * Section 2.3.
     *
     * @param length from 1 to 8,160 bytes
     */
    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        if (length < 1 || length > MOST_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to 8160 bytes, not " + length);
        }
        ByteBuffer output = ByteBuffer.allocate(length);
        byte[] block = new byte[0];
        for (int counter = 1; output.hasRemaining(); counter++) {
            block = hmac(
                    pseudoRandomKey,
                    ByteBuffer.allocate(block.length + info.length + 1)
                            .put(block)
                            .put(info)
                            .put((byte) counter)
                            .array());
            output.put(block, 0, Math.min(HASH_BYTES, output.remaining()));
        }
        return output.array();
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
