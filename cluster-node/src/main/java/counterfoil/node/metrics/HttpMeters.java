package counterfoil.node.metrics;

import counterfoil.http.RequestMeters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Timer;

/** Times requests by route and class of status, and counts entities' silences. */
final class HttpMeters implements RequestMeters {
    private static final int HUNDRED = 100;

    private final Map<Answered, Timer> times = new ConcurrentHashMap<>();
    private final Map<String, Counter> silences = new ConcurrentHashMap<>();
    private final Map<GaveUp, Counter> gaveUp = new ConcurrentHashMap<>();

    private record Answered(String method, String template, int hundreds) {}

    private record GaveUp(String entityType, boolean isWrite) {}

    @Override
    public void answered(String method, String template, int status, long nanos) {
        found(times, new Answered(method, template, status / HUNDRED), HttpMeters::timer)
                .record(nanos);
    }

    private static Timer timer(Answered answered) {
        return Kamon.timer("counterfoil.http.request.time", "From a request's head to its answer")
                .withTag("method", answered.method())
                .withTag("route", answered.template())
                .withTag("status", answered.hundreds() + "xx");
    }

    @Override
    public void silent(String entityType) {
        found(
                        silences,
                        entityType,
                        type -> Kamon.counter("counterfoil.ask.silences", "Questions to entities repeated or given up")
                                .withTag("entity", type))
                .increment();
    }

    @Override
    public void gaveUp(String entityType, boolean isWrite) {
        found(
                        gaveUp,
                        new GaveUp(entityType, isWrite),
                        one -> Kamon.counter("counterfoil.ask.timeouts", "Questions to entities not answered in time")
                                .withTag("entity", one.entityType())
                                .withTag("kind", one.isWrite() ? "write" : "read"))
                .increment();
    }

    /** Without the lock that computeIfAbsent takes on a key whose bin is shared. */
    private static <K, V> V found(Map<K, V> meters, K key, Function<K, V> made) {
        V meter = meters.get(key);
        return meter == null ? meters.computeIfAbsent(key, made) : meter;
    }
}
