package counterfoil.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures elapsed time and CPU time from its creation on. */
final class Stopwatch {

    private final LongSupplier cpuNanos;
    private final long startedNanos;
    private final long startedCpuNanos;

    private Stopwatch(LongSupplier cpuNanos) {
        this.cpuNanos = cpuNanos;
        startedCpuNanos = cpuNanos.getAsLong();
        startedNanos = System.nanoTime();
    }

    /** CPU time of the calling thread only. */
    static Stopwatch ofThread() {
        return new Stopwatch(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /** CPU time of all threads of this process, with compiler and garbage collector; steps of 10 ms. */
    static Stopwatch ofProcess() {
        return new Stopwatch(() -> ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos());
    }

    /** What was measured since the creation, as so many operations. */
    Measured stop(String name, long operations) {
        long elapsed = System.nanoTime() - startedNanos;
        return new Measured(name, operations, elapsed, cpuNanos.getAsLong() - startedCpuNanos);
    }
}
