package counterfoil.persistence.seal;

/** Something of the log is not what it should be: a text cannot be read, or what it claims does not hold. */
public final class SealProblem extends RuntimeException {
    /** What is wrong. */
    public enum Kind {
        /** The text or file breaks its format. */
        MALFORMED,
        /** No key that is trusted signed it. */
        UNKNOWN_KEY,
        /** It names a trusted key, but that key did not sign it. */
        BAD_SIGNATURE,
        /** It belongs to another log. */
        OTHER_LOG,
        /** The hashes do not lead to the root that was signed. */
        NOT_IN_LOG
    }

    private final Kind kind;

    /** The message says in one sentence what was expected and what was found. */
    public SealProblem(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    static SealProblem malformed(String message) {
        return new SealProblem(Kind.MALFORMED, message);
    }
}
