package counterfoil.persistence.personal;

import counterfoil.persistence.personal.DataKeys.DataKey;
import counterfoil.protocol.Enciphered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import javax.crypto.AEADBadTagException;

/**
 * Enciphers texts about or by a subject, and reads them again. Bound to each ciphertext are what the text is for, whose
 * it is and which key was used: an envelope moved to another field or another subject is unreadable.
 *
 * <p>All methods may block on the key store, and throw {@link KeysUnavailable} while it is away.
 */
public final class Envelopes {
    private static final byte[] DIGEST_PURPOSE = "keyed-digest".getBytes(StandardCharsets.UTF_8);

    private final DataKeys keys;

    /** Envelopes under these keys. */
    public Envelopes(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * Enciphers a text under the newest key of its subject; twice the same text gives different envelopes.
     *
     * @param purpose names the field, such as {@code cause.reason}
     * @throws SubjectIsErased if the subject's keys were destroyed
     */
    public Enciphered encipher(String subject, String purpose, String text) {
        DataKey key = keys.newest(subject);
        byte[] nonce = AesGcm.newNonce();
        byte[] associated = associated(purpose, subject, key.version());
        byte[] sealed = AesGcm.seal(key.bytes(), nonce, text.getBytes(StandardCharsets.UTF_8), associated);
        return new Enciphered(subject, key.version(), nonce, sealed);
    }

    /** Reads an envelope of the same purpose. */
    public Deciphered decipher(Enciphered envelope, String purpose) {
        SortedMap<Integer, DataKey> known = keys.keysOf(envelope.subject());
        if (known == null) {
            return new Deciphered.Erased();
        }
        DataKey key = known.get(envelope.keyVersion());
        if (key == null) {
            return new Deciphered.Unreadable();
        }
        byte[] associated = associated(purpose, envelope.subject(), envelope.keyVersion());
        try {
            byte[] text = AesGcm.open(key.bytes(), envelope.nonce(), envelope.ciphertext(), associated);
            return new Deciphered.Text(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return new Deciphered.Unreadable();
        }
    }

    /**
     * HMAC-SHA256 of some bytes, in hex, under a key that follows from the subject's: equal bytes give equal digests, and
     * after an erasure nobody can try out what a digest stands for.
     *
     * @throws SubjectIsErased if the subject's keys were destroyed
     */
    public String digest(String subject, byte[] bytes) {
        // Always the first key: a digest must stay comparable when a subject gets another one.
        keys.newest(subject);
        SortedMap<Integer, DataKey> known = keys.keysOf(subject);
        if (known == null) {
            throw new SubjectIsErased();
        }
        byte[] first = known.sequencedValues().getFirst().bytes();
        byte[] derived = Hkdf.expand(Hkdf.extract(new byte[0], first), DIGEST_PURPOSE, MasterKey.BYTES);
        return HexFormat.of().formatHex(Hkdf.hmac(derived, bytes));
    }

    /** Lengths stand before what they measure, so that no two triples give the same bytes. */
    private static byte[] associated(String purpose, String subject, int version) {
        byte[] field = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 * Integer.BYTES + field.length + name.length)
                .putInt(field.length)
                .put(field)
                .putInt(name.length)
                .put(name)
                .putInt(version)
                .array();
    }
}
