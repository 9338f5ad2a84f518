package counterfoil.node.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.metric.Timer;
import kamon.tag.TagSet;

/**
 * The meters of one entity type on this node. Labels are names of our own types, so there are some hundreds of series
 * and no client can make more.
 */
final class EntityMeters {
    private static final Map<String, EntityMeters> BY_TYPE = new ConcurrentHashMap<>();
    private static final String ENTITY = "entity";

    final Timer persist;
    final Timer recovery;
    final Counter recoveryFailures;

    private final TagSet type;
    private final AtomicInteger alive = new AtomicInteger();
    private final Gauge count;
    private final Map<Class<?>, Counter> done = new ConcurrentHashMap<>();
    private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();

    private EntityMeters(String name) {
        type = TagSet.of(ENTITY, name);
        persist = Kamon.timer("counterfoil.persist.time", "From deciding on a command to its events being durable")
                .withTags(type);
        recovery = Kamon.timer("counterfoil.recovery.time", "From starting an entity to its first command")
                .withTags(type);
        recoveryFailures = Kamon.counter("counterfoil.recovery.failures", "Recoveries that failed")
                .withTags(type);
        count = Kamon.gauge("counterfoil.entities", "Entities in memory on this node")
                .withTags(type);
    }

    static EntityMeters of(String type) {
        return BY_TYPE.computeIfAbsent(type, EntityMeters::new);
    }

    private record Ended(Class<?> command, Outcome outcome) {}

    void count(Class<?> command, Outcome outcome) {
        Counter counter = outcome.isDone()
                ? done.computeIfAbsent(command, one -> counter(one, outcome))
                : ended.computeIfAbsent(new Ended(command, outcome), one -> counter(command, outcome));
        counter.increment();
    }

    private Counter counter(Class<?> command, Outcome outcome) {
        return Kamon.counter("counterfoil.commands", "Commands that entities answered or could not write")
                .withTags(type.withTag("command", command.getSimpleName())
                        .withTag("outcome", outcome.name())
                        .withTag("refusal", outcome.refusal()));
    }

    void started() {
        count.update(alive.incrementAndGet());
    }

    void stopped() {
        count.update(alive.decrementAndGet());
    }
}
