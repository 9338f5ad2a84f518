package counterfoil.node;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits, with a bound, for what happens in another process. */
public final class Awaited {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Awaited() {}

    /** Returns as soon as the condition holds; an exception of the condition ends the wait. */
    public static void until(Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true within " + patience);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
