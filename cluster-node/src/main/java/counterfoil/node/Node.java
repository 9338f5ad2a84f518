package counterfoil.node;

import com.typesafe.config.Config;
import counterfoil.node.Guardian.Step;
import counterfoil.node.Guardian.Surroundings;
import counterfoil.node.config.ClusterTls;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.node.health.DatabaseProbe;
import counterfoil.node.member.Arrival;
import counterfoil.node.member.Attendance;
import counterfoil.node.member.Parting;
import counterfoil.node.metrics.Metrics;
import counterfoil.node.personal.PersonalKeys;
import counterfoil.node.pulse.Pulse;
import counterfoil.node.seal.NodeSealer;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.journal.JournalChecks;
import counterfoil.persistence.journal.Migrations;
import counterfoil.persistence.personal.KeyPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.CoordinatedShutdown.Reason;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.remote.RemoteTransportException;
import org.jspecify.annotations.Nullable;

/**
 * One node in this process: database, migrations, journal checks, then the actor system, whose guardian joins the
 * cluster and serves. Ends in the reverse order, the database last. May be stopped at any time and from any thread.
 */
public final class Node {
    /** Name of the actor system, equal on all nodes of a cluster. */
    static final String SYSTEM = "counterfoil";

    private static final long SHUTDOWN_SECONDS = 40;
    private static final long ACTOR_SYSTEM_START_SECONDS = 90;

    private final NodeConfig config;
    private final InstantSource clock;
    private final Closers closers = new Closers();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();

    /** A node that has not started. */
    public Node(NodeConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Starts the node and returns its HTTP address when it is ready; empty without the role {@code api}. After a failure
     * everything that had started is ended.
     *
     * @param progress told in short lines what is done
     * @throws StartProblem and other exceptions whose message is one line for the operator
     */
    public Optional<URI> start(Consumer<String> progress) {
        try {
            NodeKeys keys = config.requireKeyStore().keys().require();
            requireTls();
            checkPorts();
            EmbeddedServers embedded = new EmbeddedServers(config.dataDir(), closers, progress);
            DatabaseAccess database = DatabaseAccess.journal(config, embedded);
            database.migrate(Migrations.Schema.JOURNAL);
            JournalChecks.run(
                    database.url(), database.user(), database.password().value());
            Attendance attendance = Arrival.prepare(config, keys, database::connectBriefly, clock);
            closers.add(attendance::close);
            PersonalKeys personal = personal(keys, database, DatabaseAccess.keys(config, embedded));
            Metrics metrics = Metrics.start(config.metrics(), clock);
            closers.add(metrics::close);
            DatabaseProbe probe = probe(database);
            Surroundings surroundings = new Surroundings(
                    probe,
                    pulse(probe, attendance),
                    versionOf(database),
                    ThisRelease.read(),
                    clock.instant(),
                    clock,
                    keys,
                    personal,
                    sealer(keys, database, metrics),
                    metrics,
                    attendance);
            return run(database, surroundings);
        } catch (RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    private void requireTls() {
        ClusterTls tls = config.cluster().tls();
        if (tls != null) {
            tls.requireUsable(clock.instant());
        }
    }

    private void checkPorts() {
        NodeConfig.Http http = config.http();
        NodeConfig.Cluster cluster = config.cluster();
        Ports.requireFree(http.host(), http.port(), "HTTP", "--http-port");
        Ports.requireFree(config.metrics().host(), config.metrics().port(), "metrics", "COUNTERFOIL_METRICS_PORT");
        Ports.requireFree(cluster.host(), cluster.port(), "cluster", "--cluster-port");
        NodeConfig.Management management = cluster.management();
        Ports.requireFree(management.host(), management.port(), "management", "COUNTERFOIL_MANAGEMENT_PORT");
    }

    /** The sealer outlives the actor system, so that what was written last is sealed; null without the role. */
    private @Nullable NodeSealer sealer(NodeKeys keys, DatabaseAccess database, Metrics metrics) {
        if (!config.cluster().roles().contains("entity")) {
            return null;
        }
        NodeSealer sealer = NodeSealer.start(
                config.seal(),
                keys,
                database.url(),
                database.user(),
                database.password().value(),
                clock,
                metrics::sealed);
        closers.add(sealer::close);
        metrics.watchSeal(sealer::status);
        return sealer;
    }

    private DatabaseProbe probe(DatabaseAccess database) {
        DatabaseProbe probe = new DatabaseProbe(
                database.url(),
                database.user(),
                database.password().value(),
                config.database().probeInterval(),
                config.database().probeTimeout(),
                clock);
        closers.add(probe::close);
        return probe;
    }

    /** A member must also have heard at the meeting point that its cluster is still the newest. */
    private Pulse pulse(DatabaseProbe probe, Attendance attendance) {
        Pulse pulse = Pulse.start(config.pulse(), clock, () -> {
            Attendance.Presence presence = attendance.presence();
            long probed = probe.answeredOf();
            Duration ago = Duration.between(presence.confirmedAt(), clock.instant());
            long confirmed = System.nanoTime() - ago.toNanos();
            return presence.epoch().isEmpty() || probed - confirmed < 0 ? probed : confirmed;
        });
        closers.add(pulse::close);
        return pulse;
    }

    private PersonalKeys personal(NodeKeys keys, DatabaseAccess journal, DatabaseAccess store) {
        store.migrate(Migrations.Schema.KEYS);
        PersonalKeys personal = PersonalKeys.open(
                KeyPool.of(store.url(), store.user(), store.password().value()),
                keys.ring(),
                journal::connect,
                config.seal().headsDir(),
                clock);
        closers.add(personal::close);
        return personal;
    }

    private static String versionOf(DatabaseAccess database) {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new StartProblem("the database does not answer user " + database.user() + ": " + e.getMessage(), e);
        }
    }

    private Optional<URI> run(DatabaseAccess database, Surroundings surroundings) {
        CompletableFuture<Optional<InetSocketAddress>> serving = new CompletableFuture<>();
        Config settings = config.settings().forActorSystem(settingsOf(database));
        ActorSystem<Step> system = systemOf(settings, surroundings, serving);
        closers.add(() -> end(system));
        AtomicReference<@Nullable Parting> parting = new AtomicReference<>();
        surroundings.attendance().parting().thenAccept(told -> {
            parting.set(told);
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(new Down(cluster.selfMember().address()));
        });
        system.getWhenTerminated().thenRun(() -> {
            Ending ending = Ending.of(CoordinatedShutdown.get(system).getShutdownReason(), parting.get());
            serving.completeExceptionally(new StartProblem(ending.line()));
            ended.complete(ending);
        });
        try {
            return serving.get(ACTOR_SYSTEM_START_SECONDS, TimeUnit.SECONDS).map(Node::uriOf);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
        } catch (TimeoutException e) {
            throw new StartProblem("the node was not ready within " + ACTOR_SYSTEM_START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("the start was interrupted", e);
        }
    }

    private ActorSystem<Step> systemOf(
            Config settings, Surroundings surroundings, CompletableFuture<Optional<InetSocketAddress>> serving) {
        try {
            return ActorSystem.create(Guardian.create(config, surroundings, serving), SYSTEM, settings);
        } catch (RemoteTransportException e) {
            NodeConfig.Cluster cluster = config.cluster();
            throw new StartProblem(
                    "cluster port " + cluster.host() + ":" + cluster.port() + " cannot be used: "
                            + "choose another one with --cluster-port",
                    e);
        }
    }

    /** What only this process knows: where its database is and by which address others reach it. */
    private Map<String, Object> settingsOf(DatabaseAccess database) {
        NodeConfig.Cluster cluster = config.cluster();
        Map<String, Object> settings = new HashMap<>();
        settings.put("counterfoil.database.url", JdbcUrl.forPool(database.url()));
        settings.put("counterfoil.database.user", database.user());
        settings.put("counterfoil.database.password", database.password().value());
        // The actor system needs none of these, and a library may print its configuration.
        settings.put("counterfoil.keys.master-key", "");
        settings.put("counterfoil.keys.new-master-key", "");
        settings.put("counterfoil.keys.signing-key", "");
        settings.put("counterfoil.keys.previous-signing-key", "");
        settings.put("pekko.cluster.app-version", ThisRelease.read().memberVersion());
        settings.put("counterfoil.cluster.advertised-host", cluster.reachedHost());
        settings.put("counterfoil.cluster.advertised-port", cluster.reachedPort());
        settings.put("pekko.remote.artery.transport", cluster.transport());
        // Under the name that the service has, however many dots are in it.
        settings.put(
                "pekko.discovery.config.services",
                Map.of(config.settings().serviceName(), Map.of("endpoints", endpoints(cluster.contactPoints()))));
        return settings;
    }

    private static List<Map<String, Object>> endpoints(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.split(":", 2))
                .map(parts -> Map.<String, Object>of("host", parts[0], "port", Integer.valueOf(parts[1])))
                .toList();
    }

    private static URI uriOf(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private static void end(ActorSystem<?> system) throws IOException {
        CoordinatedShutdown.get(system).runAll(Stopped.INSTANCE);
        try {
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the actor system did not end within " + SHUTDOWN_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the node: returns when the requests under way are answered, the shards moved and the database stopped. */
    public void stop() {
        closers.close();
    }

    /**
     * Waits until the actor system has ended: because {@link #stop} was called, or by itself when the rest of the cluster
     * has parted with this node. The caller still has to {@link #stop} the rest.
     */
    public Ending awaitEnd() {
        return ended.join();
    }

    /** Why coordinated shutdown runs when we ask for it. */
    enum Stopped implements Reason {
        /** Somebody did. */
        INSTANCE
    }
}
