package counterfoil.node.command;

/** A command could not do what it was asked; the message is one line for the person at the terminal. */
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
