package counterfoil.bench;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Prints figures in the one form that {@code docs/develop/benchmarks.md} quotes. */
final class Figures {

    private final PrintStream out;
    private final InstantSource clock;

    Figures(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** The benchmark, the command that runs it, date and machine. */
    void heading(Benchmark benchmark) {
        line(benchmark.name() + ": " + benchmark.meaning());
        line("command  ./counterfoil bench " + benchmark.name());
        line("date     " + clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Runtime runtime = Runtime.getRuntime();
        line("machine  %s %s, %d CPUs, heap %d MiB, Java %s (%s)"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        runtime.availableProcessors(),
                        runtime.maxMemory() >> 20,
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor")));
    }

    /** Ours, what it is compared with, and the ratios of rates and of CPU time. */
    void compare(String work, Measured ours, Measured theirs) {
        line("");
        line(String.format(Locale.ROOT, "%s, %,d operations each", work, ours.operations()));
        figure(ours);
        figure(theirs);
        line(String.format(
                Locale.ROOT,
                "  ratio    %.2f times the rate, %.2f times the CPU per operation",
                ours.timesAsFastAs(theirs),
                ours.cpuNanosPerOperation() / theirs.cpuNanosPerOperation()));
    }

    /** One figure without comparison. */
    void figure(Measured measured) {
        line(String.format(
                Locale.ROOT,
                "  %-28s %9s per operation, %,12.0f operations/s, CPU %s per operation",
                measured.name(),
                duration(measured.nanosPerOperation()),
                measured.operationsPerSecond(),
                duration(measured.cpuNanosPerOperation())));
    }

    /** A goal and whether this run reached it. */
    void goal(String goal, boolean reached) {
        line("  goal     " + goal + ": " + (reached ? "reached" : "MISSED"));
    }

    /** Any other line. */
    void line(String text) {
        out.println(text);
    }

    private static String duration(double nanos) {
        if (nanos < 1e3) {
            return String.format(Locale.ROOT, "%.1f ns", nanos);
        }
        return nanos < 1e6
                ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
                : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
