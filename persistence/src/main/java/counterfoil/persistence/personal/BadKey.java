package counterfoil.persistence.personal;

/** A text is no key. The message says what is wrong with it and never shows it. */
public final class BadKey extends RuntimeException {
    /** With what is wrong, as the end of a sentence that begins with the name of the setting. */
    public BadKey(String message) {
        super(message);
    }
}
