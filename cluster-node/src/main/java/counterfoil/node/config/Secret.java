package counterfoil.node.config;

/**
 * A value that appears in no log, message or dump.
 *
 * @param value the value itself; empty when it was not given
 */
public record Secret(String value) {
    /** Whether a value was given. */
    public boolean isSet() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "(set)" : "(not set)";
    }
}
