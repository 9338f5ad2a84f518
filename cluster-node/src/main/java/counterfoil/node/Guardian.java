package counterfoil.node;

import counterfoil.http.AdminToken;
import counterfoil.http.ApiContext;
import counterfoil.http.ApiServer;
import counterfoil.http.ApiSettings;
import counterfoil.http.audit.AuditAccess;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.Release;
import counterfoil.http.live.LiveHub;
import counterfoil.node.audit.NodeReplays;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.node.identity.NodeEntity;
import counterfoil.node.identity.NodeEntity.RecordStart;
import counterfoil.node.ingest.Replay;
import counterfoil.node.live.FanOut;
import counterfoil.node.live.NodeLive;
import counterfoil.node.member.Attendance;
import counterfoil.node.member.Joiner;
import counterfoil.node.metrics.Metrics;
import counterfoil.node.personal.PersonalKeys;
import counterfoil.node.pulse.Pulse;
import counterfoil.node.pulse.Rounds;
import counterfoil.node.pulse.Starts;
import counterfoil.node.replay.Replayer;
import counterfoil.node.roster.NodeRoster;
import counterfoil.node.roster.Roster;
import counterfoil.node.seal.NodeSealer;
import counterfoil.node.stock.PublishedIndicators;
import counterfoil.node.stock.StockStatistics;
import counterfoil.node.wire.Overflow;
import counterfoil.persistence.journal.JournalPool;
import counterfoil.persistence.journal.WritePermit;
import counterfoil.persistence.projection.ReadTables;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.Cause;
import counterfoil.protocol.node.NodeEvent.NodeStarted;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a node comes to serve: join the cluster; wait until a majority vouches for it; offer the entities;
 * record erasures that a restore undid; record the start; serve HTTP. The first failure ends the attempt. At the end of
 * the node the order is that of coordinated shutdown: not ready any more, no new connections, requests under way finish,
 * shards move to other nodes, the node leaves the cluster.
 */
final class Guardian {
    private static final String PRINCIPAL = "system";
    private static final Duration MAJORITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RECORD_TIMEOUT = Duration.ofSeconds(15);

    private final ActorContext<Step> context;
    private final NodeConfig config;
    private final Surroundings surroundings;
    private final CompletableFuture<Optional<InetSocketAddress>> serving;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final Starts starts = new Starts();

    @Nullable
    private ReadTables readTables;

    @Nullable
    private NodeLive live;

    private Guardian(
            ActorContext<Step> context,
            NodeConfig config,
            Surroundings surroundings,
            CompletableFuture<Optional<InetSocketAddress>> serving) {
        this.context = context;
        this.config = config;
        this.surroundings = surroundings;
        this.serving = serving;
    }

    /**
     * What the node found out before its actor system started.
     *
     * @param gate knows whether the database answers
     * @param pulse whether the node may speak for entities
     * @param databaseVersion version of the database server
     * @param startedAt when the process started
     * @param keys the checked keys
     * @param personal enciphers and erases
     * @param sealer null on a node without entities
     * @param metrics what is measured here
     * @param attendance keeps the node's row where nodes meet
     */
    record Surroundings(
            DatabaseGate gate,
            Pulse pulse,
            String databaseVersion,
            ThisRelease release,
            Instant startedAt,
            InstantSource clock,
            NodeKeys keys,
            PersonalKeys personal,
            @Nullable NodeSealer sealer,
            Metrics metrics,
            Attendance attendance) {}

    /** What the guardian hears, in this order. */
    sealed interface Step {}

    private record JoinEnded(Joiner.Outcome outcome) implements Step {}

    private record Steady(@Nullable Throwable failure) implements Step {}

    private record ErasuresRecorded(@Nullable Throwable failure) implements Step {}

    private record StartRecorded(@Nullable Throwable failure) implements Step {}

    private record Bound(
            @Nullable ServerBinding binding, @Nullable Throwable failure) implements Step {}

    /**
     * Starts at once.
     *
     * @param serving completed with the HTTP address (empty on a node without the role {@code api}) once the node is
     *     ready, or with what went wrong
     */
    static Behavior<Step> create(
            NodeConfig config, Surroundings surroundings, CompletableFuture<Optional<InetSocketAddress>> serving) {
        return Behaviors.setup(context -> new Guardian(context, config, surroundings, serving).join());
    }

    private Behavior<Step> join() {
        Pulse pulse = surroundings.pulse();
        WritePermit.of(context.getSystem().classicSystem()).decideBy(pulse::isSteady);
        context.spawn(
                Rounds.create(pulse, config.pulse().round(), surroundings.startedAt(), starts),
                Rounds.NAME,
                DispatcherSelector.fromConfig("pekko.actor.internal-dispatcher"));
        context.spawn(
                Joiner.create(
                        surroundings.attendance(),
                        config.cluster(),
                        context.messageAdapter(Joiner.Outcome.class, JoinEnded::new)),
                "joiner");
        return Behaviors.receiveMessage(this::next);
    }

    private Behavior<Step> next(Step step) {
        switch (step) {
            case JoinEnded ended -> {
                switch (ended.outcome()) {
                    case Joiner.Joined joined -> awaitMajority();
                    case Joiner.Refused refused -> fail(refused.reason(), null);
                }
            }
            case Steady steady -> {
                if (steady.failure() != null) {
                    fail("no majority of the cluster vouched for this node in time", steady.failure());
                } else {
                    offer();
                }
            }
            case ErasuresRecorded recorded -> {
                if (recorded.failure() != null) {
                    fail("an erasure from before a restore could not be recorded again", recorded.failure());
                } else {
                    recordStart();
                }
            }
            case StartRecorded recorded -> {
                if (recorded.failure() != null) {
                    fail("the start could not be recorded in the journal", recorded.failure());
                } else if (config.cluster().roles().contains("api")) {
                    serve();
                } else {
                    serving.complete(Optional.empty());
                }
            }
            case Bound bound -> {
                if (bound.binding() == null) {
                    Throwable failure = bound.failure();
                    fail(failure == null ? "HTTP did not start" : String.valueOf(failure.getMessage()), failure);
                } else {
                    announce(bound.binding());
                }
            }
        }
        return Behaviors.same();
    }

    private void awaitMajority() {
        CompletableFuture<Void> steady = surroundings.pulse().whenSteady().toCompletableFuture();
        context.pipeToSelf(
                steady.copy().orTimeout(MAJORITY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS),
                (nothing, failure) -> new Steady(failure));
    }

    private void offer() {
        FanOut fanOut = new FanOut();
        Entities.offer(context.getSystem(), config, surroundings.personal().erasing(), fanOut, surroundings.pulse());
        startLive(fanOut);
        Replay.startFor(context.getSystem(), config, surroundings.clock())
                .ifPresent(replay -> surroundings.metrics().watchReplay(replay::status));
        readTables = ReadTables.start(
                context.getSystem(),
                JournalPool.of(context.getSystem().classicSystem()),
                config.readTables(),
                surroundings.clock());
        surroundings.metrics().watchReadTables(readTables::statuses);
        surroundings
                .metrics()
                .watchDatabase(
                        surroundings.gate(),
                        JournalPool.usageOf(context.getSystem().classicSystem()));
        surroundings.metrics().watchCluster(surroundings.pulse(), Cluster.get(context.getSystem()));
        surroundings.metrics().watchDrops(context);
        context.spawn(Overflow.answering(), "overflow");
        recordErasures();
    }

    /** Erasures that a restored journal has forgotten are told to their subjects again, before anything is served. */
    private void recordErasures() {
        context.pipeToSelf(
                ForgottenErasures.record(
                        context.getSystem(),
                        surroundings.personal().unrecorded(),
                        surroundings.clock().instant()),
                (done, failure) -> new ErasuresRecorded(failure));
    }

    private void recordStart() {
        String address =
                NodeRoster.nameOf(Cluster.get(context.getSystem()).selfMember().address());
        ActorRef<NodeEntity.Command> entity = context.spawn(NodeEntity.create(address), "node");
        context.spawn(Roster.create(entity), Roster.NAME);
        Instant now = surroundings.clock().instant();
        String id = "start-" + address + "-" + now.toEpochMilli();
        NodeStarted event = new NodeStarted(
                address,
                surroundings.release().version(),
                surroundings.release().commit(),
                config.digest(),
                ThisRelease.java(),
                surroundings.databaseVersion(),
                new Cause(id, PRINCIPAL, null, id, now, null, null));
        context.ask(
                Done.class,
                entity,
                RECORD_TIMEOUT,
                replyTo -> new RecordStart(event, replyTo),
                (done, failure) -> new StartRecorded(failure));
    }

    private void serve() {
        NodeConfig.Http http = config.http();
        CoordinatedShutdown.get(context.getSystem())
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "not-ready", () -> {
                    ready.set(false);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        ApiContext api = new ApiContext(
                context.getSystem(),
                ClusterSharding.get(context.getSystem()),
                surroundings.clock(),
                new ApiSettings(http.host(), http.port(), http.deadline(), http.importDeadline(), http.mostInFlight()),
                AdminToken.of(config.adminToken().value()),
                surroundings.personal().texts(),
                surroundings.gate(),
                ready::get,
                surroundings.pulse(),
                new NodeRoster(context.getSystem(), surroundings.pulse(), starts, surroundings.attendance()),
                new Release(
                        surroundings.release().version(),
                        surroundings.release().commit(),
                        ThisRelease.java(),
                        surroundings.startedAt()),
                replays(),
                auditAccess(),
                readTables(),
                config.calendars(),
                new StockStatistics(),
                surroundings.metrics().requests(),
                hub(),
                PublishedIndicators.all());
        context.pipeToSelf(ApiServer.start(api), Bound::new);
    }

    /** What streams live on; its threads end after the last of them. */
    private void startLive(FanOut fanOut) {
        NodeLive started = NodeLive.start(
                context,
                fanOut,
                JournalPool.of(context.getSystem().classicSystem()),
                config.feed(),
                surroundings.clock());
        live = started;
        surroundings.metrics().watchLive(fanOut::counts, started::health);
        CoordinatedShutdown.get(context.getSystem()).addTask(CoordinatedShutdown.PhaseServiceStop(), "end-live", () -> {
            started.close();
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }

    /** Clients are asked to connect elsewhere before the node stops listening. */
    private LiveHub hub() {
        LiveHub hub = LiveHub.start(live(), config.live(), surroundings.clock());
        surroundings.metrics().watchStreams(hub::status);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(context.getSystem());
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(),
                "close-streams",
                () -> hub.closeClients().thenApply(gone -> Done.getInstance()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceStop(), "end-live-hub", () -> {
            hub.close();
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        return hub;
    }

    private NodeLive live() {
        NodeLive started = live;
        if (started == null) {
            throw new IllegalStateException("live values start with the entities");
        }
        return started;
    }

    private AuditAccess auditAccess() {
        NodeSealer sealer = surroundings.sealer();
        return new AuditAccess(
                JournalPool.of(context.getSystem().classicSystem()),
                () -> sealer == null ? List.of() : sealer.verifierKeys(),
                () -> Optional.ofNullable(sealer).map(NodeSealer::status));
    }

    private ReadTables readTables() {
        ReadTables tables = readTables;
        if (tables == null) {
            throw new IllegalStateException("read tables start with the entities");
        }
        return tables;
    }

    /** Workers that end with the node, after the last request. */
    private NodeReplays replays() {
        Connections connections = JournalPool.of(context.getSystem().classicSystem());
        Replayer replayer = new Replayer(connections, config.replay());
        CoordinatedShutdown.get(context.getSystem())
                .addTask(CoordinatedShutdown.PhaseServiceStop(), "end-replays", () -> {
                    replayer.close();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        return new NodeReplays(connections, replayer, config.calendars());
    }

    private void announce(ServerBinding binding) {
        binding.addToCoordinatedShutdown(config.http().drainTimeout(), context.getSystem());
        ready.set(true);
        serving.complete(Optional.of(binding.localAddress()));
    }

    private void fail(String message, @Nullable Throwable failure) {
        serving.completeExceptionally(failure == null ? new StartProblem(message) : new StartProblem(message, failure));
    }
}
