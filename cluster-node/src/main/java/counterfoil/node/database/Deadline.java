package counterfoil.node.database;

import java.time.Duration;

/** An end of waiting for something that another process does, by the monotonic clock. */
final class Deadline {
    private static final long PAUSE_MILLIS = 50;

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** Waits a moment before the caller looks again. */
    void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What waiting code throws when its thread is interrupted; the thread stays marked as interrupted. */
    static DatabaseUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DatabaseUnavailable("interrupted while waiting for the database", e);
    }
}
