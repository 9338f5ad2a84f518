package counterfoil.persistence.personal;

/**
 * Wraps the keys of subjects, so that the key store alone reveals nothing. {@link MasterKey} does it in this process; a
 * key management system can do it elsewhere. Implementations may be called from any thread and may block.
 */
public interface KeyWrapper {
    /** Names the wrapping key: up to 64 visible ASCII characters, kept beside each wrapped key; no secret. */
    String keyId();

    /** Wraps a key of 32 bytes; {@code context} must be given again to unwrap it. */
    byte[] wrap(byte[] key, byte[] context);

    /**
     * Gives back what was wrapped.
     *
     * @throws Unwrappable if it was wrapped by another key, for another context, or was changed since
     */
    byte[] unwrap(byte[] wrapped, byte[] context);
}
