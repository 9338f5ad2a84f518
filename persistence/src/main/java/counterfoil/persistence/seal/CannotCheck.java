package counterfoil.persistence.seal;

/** A check cannot be done: something it needs is missing or too large. It says nothing about the log. */
final class CannotCheck extends RuntimeException {
    CannotCheck(String message) {
        super(message);
    }
}
