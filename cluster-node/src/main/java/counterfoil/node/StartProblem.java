package counterfoil.node;

/** Why a node could not start, in one line for the person at the terminal: what is wrong and what to do. */
public final class StartProblem extends RuntimeException {
    /** With the line to print. */
    public StartProblem(String message) {
        super(message);
    }

    /** With the line to print, and what lies behind it. */
    public StartProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
