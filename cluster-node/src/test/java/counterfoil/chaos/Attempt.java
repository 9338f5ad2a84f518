package counterfoil.chaos;

/**
 * One request of an operation to one node.
 *
 * @param node name of the node
 * @param begun reading of {@link System#nanoTime()}
 * @param ended the same
 * @param status HTTP status; 0 where no answer came
 * @param code code of the problem, or how the connection failed; empty for a success
 * @param advice whether the answer had a {@code Retry-After}
 */
record Attempt(String node, long begun, long ended, int status, String code, boolean advice) {
    static final String TIMED_OUT = "timed-out";
    static final String REFUSED = "connection-refused";
    static final String LOST = "connection-lost";

    /** What stands for the code of an answer without one. */
    static final String CODELESS = "?";

    boolean isOk() {
        return status / 100 == 2;
    }

    boolean isAnswered() {
        return status != 0;
    }

    long nanos() {
        return ended - begun;
    }
}
