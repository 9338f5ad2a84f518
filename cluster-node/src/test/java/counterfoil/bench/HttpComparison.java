package counterfoil.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Runs the same kind of load against our server and a peer: warm-up, full load, then half of the peer's rate. */
final class HttpComparison {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final int CONNECTIONS = 64;

    private HttpComparison() {}

    /** CPU time so far of everything that serves. */
    interface CpuClock {
        long nanos() throws IOException;
    }

    /**
     * A server under load.
     *
     * @param name as printed
     * @param requests makes a request of its number
     */
    record Server(String name, URI address, CpuClock cpu, LongFunction<byte[]> requests) {}

    /** Rate, latencies and CPU time per request. */
    record Load(String name, double perSecond, double p50Millis, double p99Millis, double cpuMicros, long failed) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "  %-28s %,10.0f req/s   p50 %6.2f ms   p99 %6.2f ms   CPU %6.1f µs per request   failed %d",
                    name,
                    perSecond,
                    p50Millis,
                    p99Millis,
                    cpuMicros,
                    failed);
        }
    }

    /** Warm-up of 20 s, then 15 s at full load over 64 connections; the peer likewise, in the same run. */
    static Load[] compare(Figures figures, Server ours, @Nullable Server theirs) throws IOException {
        Load our = measure(ours);
        figures.line(our.line());
        if (theirs == null) {
            return new Load[] {our};
        }
        Load their = measure(theirs);
        figures.line(their.line());
        figures.line(String.format(
                Locale.ROOT,
                "  ratio    %.2f times the rate, %.2f times the CPU per request, p50 %.2f, p99 %.2f",
                our.perSecond / their.perSecond,
                our.cpuMicros / their.cpuMicros,
                our.p50Millis / their.p50Millis,
                our.p99Millis / their.p99Millis));
        return new Load[] {our, their};
    }

    private static Load measure(Server server) throws IOException {
        long[] number = {0};
        LongFunction<byte[]> requests = i -> server.requests.apply(number[0]++);
        HttpLoad.run(server.address, CONNECTIONS, WARM_UP, requests);
        long before = server.cpu.nanos();
        HttpLoad.Result result = HttpLoad.run(server.address, CONNECTIONS, MEASURED, requests);
        long cpu = server.cpu.nanos() - before;
        long failed =
                result.answers().values().stream().mapToLong(Long::longValue).sum() - result.ok();
        return new Load(
                server.name,
                result.perSecond(),
                result.millisAt(50),
                result.millisAt(99),
                cpu / 1e3 / Math.max(1, result.ok()),
                failed);
    }
}
