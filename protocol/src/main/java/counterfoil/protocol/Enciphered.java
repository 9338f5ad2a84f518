package counterfoil.protocol;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text about or by a person, enciphered under a key of that person alone, so that it can be made unreadable although
 * the event that holds it stays. AES-256-GCM; what the field is for, the subject and the key version are bound to it.
 *
 * @param subject whose key it is: a pseudonymous id of 1 to 128 visible ASCII characters
 * @param keyVersion which of the subject's keys, from 1
 * @param nonce 12 bytes
 * @param ciphertext as long as the text in UTF-8, at most 16 KiB, and 16 bytes of tag behind it
 */
@SuppressWarnings("ArrayRecordComponent") // arrays are copied in and out, and compared by content
public record Enciphered(String subject, int keyVersion, byte[] nonce, byte[] ciphertext) {
    /** Longest subject. */
    public static final int MAX_SUBJECT = 128;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int MAX_CIPHERTEXT = 16_384 + TAG_BYTES;

    /** Checks the lengths and copies the arrays in. */
    public Enciphered {
        requireSubject(subject);
        if (keyVersion < 1) {
            throw new IllegalArgumentException("a key version is at least 1, not " + keyVersion);
        }
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has " + NONCE_BYTES + " bytes, not " + nonce.length);
        }
        if (ciphertext.length < TAG_BYTES || ciphertext.length > MAX_CIPHERTEXT) {
            throw new IllegalArgumentException(
                    "a ciphertext has " + TAG_BYTES + " to " + MAX_CIPHERTEXT + " bytes, not " + ciphertext.length);
        }
        nonce = nonce.clone();
        ciphertext = ciphertext.clone();
    }

    /**
     * Refuses what is no name of a subject.
     *
     * @throws IllegalArgumentException unless it has 1 to 128 visible ASCII characters, and no bar
     */
    public static void requireSubject(String subject) {
        if (subject.isEmpty()
                || subject.length() > MAX_SUBJECT
                || !subject.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '|')) {
            throw new IllegalArgumentException(
                    "a subject has 1 to " + MAX_SUBJECT + " visible ASCII characters and no bar");
        }
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    @Override
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Enciphered that
                && subject.equals(that.subject)
                && keyVersion == that.keyVersion
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, keyVersion, Arrays.hashCode(nonce), Arrays.hashCode(ciphertext));
    }

    /** Neither nonce nor ciphertext, which say nothing to a reader. */
    @Override
    public String toString() {
        return "Enciphered[subject=" + subject + ", keyVersion=" + keyVersion + "]";
    }
}
