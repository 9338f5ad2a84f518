package counterfoil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** CPU time of other processes. */
final class Processes {
    private static final long NANOS_PER_TICK = 10_000_000;

    private Processes() {}

    /** CPU time that a process and its children, ended ones included, have used so far. */
    static long cpuNanos(ProcessHandle process) {
        long nanos = ofOne(process);
        for (ProcessHandle child : (Iterable<ProcessHandle>) process.descendants()::iterator) {
            nanos += ofOne(child);
        }
        return nanos;
    }

    /** From /proc where there is one, with the time of children that have ended; else what the JDK knows. */
    private static long ofOne(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum() * NANOS_PER_TICK;
        } catch (IOException ended) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        }
    }

    /** The postmaster that runs on a data folder's database. */
    static ProcessHandle postmasterOf(Path dataDir) throws IOException {
        try (Stream<Path> files = Files.walk(dataDir, 3)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no postmaster in " + dataDir));
            List<String> lines = Files.readAllLines(pidFile);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .orElseThrow(() -> new IOException("no process of " + pidFile));
        }
    }
}
