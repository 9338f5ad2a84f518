package counterfoil.persistence.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;

/**
 * The 32 bytes that stand outside every database and on which all other keys of a node depend. They are used for nothing
 * but deriving keys, one for each purpose, so that no two uses share a key.
 */
public final class MasterKey implements KeyWrapper {
    /** Length of every key here. */
    public static final int BYTES = 32;

    /** Begins the information of every derivation; never changed. */
    private static final String DOMAIN = "counterfoil/v1/";

    private static final int ID_BYTES = 8;

    private final byte[] key;
    private final byte[] wrapping;
    private final String id;

    private MasterKey(byte[] key) {
        this.key = key;
        this.wrapping = derive(key, "data-key-wrapping", BYTES);
        this.id = HexFormat.of().formatHex(derive(key, "master-key-id", ID_BYTES));
    }

    /**
     * Reads the text of a setting.
     *
     * @param base64 44 characters as `openssl rand -base64 32` prints them
     * @throws BadKey without the text, if it is not base64, has not 32 bytes, or is one byte repeated
     */
    public static MasterKey parse(String base64) {
        return new MasterKey(bytesOf(base64));
    }

    /** A fresh random key. */
    public static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The 32 bytes of a key's text, with the same refusals as {@link #parse}. */
    public static byte[] bytesOf(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BadKey("is not base64");
        }
        if (bytes.length != BYTES) {
            throw new BadKey("must have " + BYTES + " bytes in base64 and has " + bytes.length);
        }
        byte[] repeated = new byte[BYTES];
        Arrays.fill(repeated, bytes[0]);
        if (Arrays.equals(bytes, repeated)) {
            throw new BadKey("is one byte repeated, which is no key");
        }
        return bytes;
    }

    /** The key for a purpose; the same for ever, and telling nothing about this key or about that of another purpose. */
    public byte[] derive(String purpose, int length) {
        return derive(key, purpose, length);
    }

    /** The same from any secret of 32 bytes. */
    public static byte[] derive(byte[] secret, String purpose, int length) {
        byte[] info = (DOMAIN + purpose).getBytes(StandardCharsets.UTF_8);
        return Hkdf.expand(Hkdf.extract(new byte[0], secret), info, length);
    }

    /** Sixteen hex digits, derived from the key. */
    @Override
    public String keyId() {
        return id;
    }

    /** AES-256-GCM: nonce, ciphertext, tag. */
    @Override
    public byte[] wrap(byte[] dataKey, byte[] context) {
        byte[] nonce = AesGcm.newNonce();
        byte[] sealed = AesGcm.seal(wrapping, nonce, dataKey, context);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        if (wrapped.length != AesGcm.NONCE_BYTES + BYTES + AesGcm.TAG_BYTES) {
            throw new IllegalArgumentException("not a wrapped key: " + wrapped.length + " bytes");
        }
        byte[] nonce = Arrays.copyOf(wrapped, AesGcm.NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(wrapped, AesGcm.NONCE_BYTES, wrapped.length);
        try {
            return AesGcm.open(wrapping, nonce, sealed, context);
        } catch (AEADBadTagException e) {
            throw new Unwrappable("a key of the key store cannot be unwrapped with master key " + id, e);
        }
    }

    /** The id only. */
    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
