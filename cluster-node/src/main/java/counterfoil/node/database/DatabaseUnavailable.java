package counterfoil.node.database;

/**
 * The embedded database cannot be had, and why. The message is one line, written for the person at the terminal: it
 * names the folder, file, port or process concerned and what to do.
 */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String message) {
        super(message);
    }

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
