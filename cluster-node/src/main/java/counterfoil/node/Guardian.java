package counterfoil.node;

import counterfoil.http.AdminToken;
import counterfoil.http.ApiContext;
import counterfoil.http.ApiServer;
import counterfoil.http.ApiSettings;
import counterfoil.http.audit.AuditAccess;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.Release;
import counterfoil.node.audit.NodeReplays;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.node.identity.NodeEntity;
import counterfoil.node.identity.NodeEntity.RecordStart;
import counterfoil.node.member.Attendance;
import counterfoil.node.member.Joiner;
import counterfoil.node.metrics.Metrics;
import counterfoil.node.personal.PersonalKeys;
import counterfoil.node.replay.Replayer;
import counterfoil.node.seal.NodeSealer;
import counterfoil.persistence.journal.JournalPool;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a node comes to serve: join the cluster; offer the entities; record
 * erasures that a restore undid; record the start; serve HTTP. The
 * first failure ends the attempt. At the end of the node the order is that of coordinated shutdown: not ready any more,
 * no new connections, requests under way finish, shards move to other nodes, the node leaves the cluster.
 */
final class Guardian {
    private static final String PRINCIPAL = "system";
    private static final Duration RECORD_TIMEOUT = Duration.ofSeconds(15);

    private final ActorContext<Step> context;
    private final NodeConfig config;
    private final Surroundings surroundings;
    private final CompletableFuture<Optional<InetSocketAddress>> serving;
    private final AtomicBoolean ready = new AtomicBoolean();

    @Nullable
    private ReadTables readTables;

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
                    case Joiner.Joined joined -> offer();
                    case Joiner.Refused refused -> fail(refused.reason(), null);
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

    private void offer() {
        Entities.offer(context.getSystem(), config, surroundings.personal().erasing());
        readTables = ReadTables.start(
                context.getSystem(),
                JournalPool.of(context.getSystem().classicSystem()),
                config.readTables(),
                surroundings.clock());
        surroundings.metrics().watchReadTables(readTables::statuses);
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
        Address self = Cluster.get(context.getSystem()).selfMember().address();
        String address = self.getHost().orElse("unknown") + ":" + self.getPort().orElse(0);
        ActorRef<RecordStart> entity = context.spawn(NodeEntity.create(address), "node");
        Instant now = surroundings.clock().instant();
        String id = "start-" + address + "-" + now.toEpochMilli();
        NodeStarted event = new NodeStarted(
                address,
                surroundings.release().version(),
                surroundings.release().commit(),
                config.settings().digest(),
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
                new ApiSettings(http.host(), http.port(), http.deadline(), http.importDeadline()),
                AdminToken.of(config.adminToken().value()),
                surroundings.personal().texts(),
                surroundings.gate(),
                ready::get,
                new Release(
                        surroundings.release().version(),
                        surroundings.release().commit(),
                        ThisRelease.java(),
                        surroundings.startedAt()),
                replays(),
                auditAccess(),
                readTables());
        context.pipeToSelf(ApiServer.start(api), Bound::new);
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
        return new NodeReplays(connections, replayer);
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
