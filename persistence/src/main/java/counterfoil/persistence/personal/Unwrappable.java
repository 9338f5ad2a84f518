package counterfoil.persistence.personal;

/** A wrapped key cannot be unwrapped: another master key, another subject, or changed bytes. */
public final class Unwrappable extends RuntimeException {
    /** With a line that names the wrapping key by its id. */
    public Unwrappable(String message, Throwable cause) {
        super(message, cause);
    }
}
