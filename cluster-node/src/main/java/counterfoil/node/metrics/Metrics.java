package counterfoil.node.metrics;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import counterfoil.http.RequestMeters;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.NodePulse;
import counterfoil.http.live.LiveSource;
import counterfoil.http.live.LiveStatus;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.ingest.ReplayStatus;
import counterfoil.node.live.FanOut;
import counterfoil.persistence.journal.PoolUsage;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.SealStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kamon.Kamon;
import kamon.metric.MeasurementUnit;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of this process. One per process, because Kamon is; names, units and meanings stand in
 * docs/operate/metrics.md.
 */
public final class Metrics implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final InstantSource clock;
    private final ScheduledExecutorService looks;
    private final RequestMeters requests = new HttpMeters();
    private final kamon.metric.Histogram sealLag = Kamon.histogram(
                    "counterfoil.seal.lag",
                    "From writing an event to sealing it",
                    MeasurementUnit.time().milliseconds())
            .withoutTags();

    private Metrics(InstantSource clock) {
        this.clock = clock;
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("metrics").factory());
    }

    /** Serves metrics at the configured address; with port 0 they are collected and nobody is served. */
    public static Metrics start(NodeConfig.Metrics settings, InstantSource clock) {
        boolean isServed = settings.port() > 0;
        Config own = ConfigFactory.parseString("""
                kamon.environment.service = "counterfoil"
                kamon.metric.tick-interval = 5s
                # From 100 µs, the time of a read, to 10 s, twice the deadline of a request.
                kamon.prometheus.buckets.time-buckets = [
                  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
                ]
                kamon.modules.prometheus-reporter.enabled = %s
                kamon.prometheus.embedded-server.hostname = "%s"
                kamon.prometheus.embedded-server.port = %d
                """.formatted(isServed, settings.host(), settings.port()));
        // The agent's bundle brings a page of its own, which would listen at all addresses.
        Config libraries = ConfigFactory.load().withoutPath("kamon.modules.status-page");
        Kamon.init(own.withFallback(libraries));
        Metrics metrics = new Metrics(clock);
        metrics.every(new ProcessMeters()::look);
        return metrics;
    }

    /** An event was sealed so long after it was written. */
    public void sealed(long lagMillis) {
        sealLag.record(lagMillis);
    }

    /** Looks at a sealer every second. */
    public void watchSeal(Supplier<SealStatus> seal) {
        every(() -> {
            SealStatus status = seal.get();
            gauge("counterfoil.seal.size", (double) status.size());
            gauge("counterfoil.seal.missing", (double) status.missing());
            gauge("counterfoil.seal.behind.seconds", secondsSince(status.behindSince()));
            gauge("counterfoil.seal.head.size", (double) status.headSize());
            gauge("counterfoil.seal.head.age.seconds", secondsSince(status.headAt()));
            gauge("counterfoil.seal.late", (double) status.late());
            gauge("counterfoil.seal.holes", status.holes());
            gauge("counterfoil.seal.healthy", status.isHealthy() ? 1 : 0);
            gauge("counterfoil.seal.working", status.state() == SealStatus.State.WORKING ? 1 : 0);
        });
    }

    /** Measures requests. */
    public RequestMeters requests() {
        return requests;
    }

    /** Looks every second at whether the database answers, and at who uses its connections. */
    public void watchDatabase(DatabaseGate gate, Supplier<PoolUsage> pool) {
        every(() -> {
            gauge("counterfoil.database.up", gate.isUp() ? 1 : 0);
            PoolUsage usage = pool.get();
            gauge("counterfoil.database.pool.busy", usage.busy());
            gauge("counterfoil.database.pool.size", usage.size());
            gauge("counterfoil.database.pool.waiting", usage.waiting());
        });
    }

    /** Looks every second at whether the node may speak, and whom it sees in its cluster. */
    public void watchCluster(NodePulse pulse, Cluster cluster) {
        every(() -> {
            NodePulse.State state = pulse.state();
            gauge("counterfoil.pulse.steady", state.condition() == NodePulse.Condition.STEADY ? 1 : 0);
            gauge("counterfoil.pulse.pauses", (double) state.pauses());
            gauge("counterfoil.cluster.members", cluster.state().members().size());
            gauge(
                    "counterfoil.cluster.unreachable",
                    cluster.state().unreachable().size());
        });
    }

    /** Counts commands that entities dropped. */
    public void watchDrops(ActorContext<?> guardian) {
        guardian.spawn(Drops.counting(), "drops");
    }

    /** Looks at the read tables every second. */
    public void watchReadTables(Supplier<List<ReadTableStatus>> tables) {
        every(() -> {
            for (ReadTableStatus table : tables.get()) {
                gauge("counterfoil.read-table.lag.positions", table.name(), (double) table.lagPositions());
                gauge(
                        "counterfoil.read-table.lag.seconds",
                        table.name(),
                        table.lag().toMillis() / 1_000.0);
                gauge("counterfoil.read-table.parked", table.name(), (double) table.parkedEvents());
                boolean isHealthy = table.condition() == ReadTableStatus.Condition.HEALTHY;
                gauge("counterfoil.read-table.healthy", table.name(), isHealthy ? 1 : 0);
            }
        });
    }

    /** Looks at what streams live on every second. */
    public void watchLive(Supplier<FanOut.Counts> quotes, Supplier<LiveSource.Health> facts) {
        every(() -> {
            FanOut.Counts counts = quotes.get();
            gauge("counterfoil.quotes.observed", (double) counts.observed());
            gauge("counterfoil.quotes.conflated", (double) counts.conflated());
            counts.refused()
                    .forEach((reason, count) -> Kamon.gauge("counterfoil.quotes.refused")
                            .withTag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .update((double) count));
            LiveSource.Health health = facts.get();
            gauge("counterfoil.live.reading", health.isReading() ? 1 : 0);
            gauge("counterfoil.live.lag.seconds", health.lag().toMillis() / 1_000.0);
        });
    }

    /** Looks at the replay of the sample every second. */
    public void watchReplay(Supplier<ReplayStatus> replay) {
        every(() -> {
            ReplayStatus status = replay.get();
            for (ReplayStatus.State state : ReplayStatus.State.values()) {
                Kamon.gauge("counterfoil.replay.state")
                        .withTag("state", state.name().toLowerCase(Locale.ROOT))
                        .update(status.state() == state ? 1 : 0);
            }
        });
    }

    /** Looks at the clients of the streams every second. */
    public void watchStreams(Supplier<LiveStatus> streams) {
        every(() -> {
            LiveStatus status = streams.get();
            gauge("counterfoil.live.websockets", status.webSockets());
            gauge("counterfoil.live.event-streams", status.eventStreams());
            gauge("counterfoil.live.messages", (double) status.messages());
            gauge("counterfoil.live.conflated", (double) status.conflated());
            gauge("counterfoil.live.closed-slow", (double) status.closedSlow());
        });
    }

    private void every(Runnable look) {
        Runnable lasting = () -> {
            try {
                look.run();
            } catch (RuntimeException e) {
                // The executor would never look again.
                LOG.warn("a metric could not be read", e);
            }
        };
        var unused = looks.scheduleAtFixedRate(lasting, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private double secondsSince(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1_000.0;
    }

    private static void gauge(String name, double value) {
        Kamon.gauge(name).withoutTags().update(value);
    }

    private static void gauge(String name, String table, double value) {
        Kamon.gauge(name).withTag("table", table).update(value);
    }

    /** Stops looking and serving. */
    @Override
    public void close() {
        looks.shutdownNow();
        Kamon.stop();
    }
}
