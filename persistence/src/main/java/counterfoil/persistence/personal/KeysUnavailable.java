package counterfoil.persistence.personal;

/** The key store does not answer, or the master key is not the one that wrapped a key: nothing was lost, try again. */
public final class KeysUnavailable extends RuntimeException {
    /** With a line for the operator. */
    public KeysUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
