package counterfoil.bench;

/**
 * How long some operations took.
 *
 * @param name who did them
 * @param operations how many, at least 1
 * @param elapsedNanos time on the wall
 * @param cpuNanos CPU time
 */
record Measured(String name, long operations, long elapsedNanos, long cpuNanos) {

    Measured {
        if (operations < 1) {
            throw new IllegalArgumentException(name + ": " + operations + " operations");
        }
    }

    double nanosPerOperation() {
        return (double) elapsedNanos / operations;
    }

    double cpuNanosPerOperation() {
        return (double) cpuNanos / operations;
    }

    double operationsPerSecond() {
        return operations * 1e9 / elapsedNanos;
    }

    /** How many times as many operations per second this one did. */
    double timesAsFastAs(Measured other) {
        return operationsPerSecond() / other.operationsPerSecond();
    }
}
