package counterfoil.persistence.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A key of a subject as the key store has it.
 *
 * @param version from 1
 * @param keyId what wrapped it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two wrapped keys
record WrappedKey(String subject, int version, String keyId, byte[] wrapped) {
    /** What the wrapping is bound to, so that a row cannot be given to another subject. */
    byte[] context() {
        return context(subject, version);
    }

    static byte[] context(String subject, int version) {
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + Integer.BYTES)
                .putInt(version)
                .put(name)
                .array();
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "WrappedKey[version=" + version + ", keyId=" + keyId + "]";
    }
}
