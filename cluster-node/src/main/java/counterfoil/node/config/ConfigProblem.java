package counterfoil.node.config;

/** A setting that is unknown, missing or out of range. The message is one line that names it and never shows a secret. */
public final class ConfigProblem extends RuntimeException {
    /** With the line for the operator. */
    public ConfigProblem(String message) {
        super(message);
    }

    ConfigProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
