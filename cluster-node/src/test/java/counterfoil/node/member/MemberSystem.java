package counterfoil.node.member;

import com.typesafe.config.Config;
import counterfoil.node.FreePort;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import counterfoil.node.member.Joiner.Outcome;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;

/** A node that joins and does nothing else, in this JVM. It can lose its database, and die without a word. */
final class MemberSystem implements Connections {
    private static final long PATIENCE_SECONDS = 40;

    private final TestDatabase database;
    private final List<Connection> open = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Attendance attendance;
    private final ActorSystem<Outcome> system;
    private boolean isCut;

    private MemberSystem(TestDatabase database, Map<String, String> settings, Offer offer) {
        this.database = database;
        NodeConfig config = configOf(settings);
        NodeConfig.Cluster cluster = config.cluster();
        attendance = Attendance.start(this, cluster.join(), offer, InstantSource.system());
        Map<String, Object> replaced = new HashMap<>();
        replaced.put("counterfoil.cluster.advertised-host", cluster.reachedHost());
        replaced.put("counterfoil.cluster.advertised-port", cluster.reachedPort());
        replaced.put("pekko.coordinated-shutdown.run-by-actor-system-terminate", "off");
        replaced.put(
                "pekko.discovery.config.services.counterfoil.endpoints",
                cluster.contactPoints().stream()
                        .map(point ->
                                Map.of("host", point.split(":", 2)[0], "port", Integer.valueOf(point.split(":", 2)[1])))
                        .toList());
        Config all = config.settings().forActorSystem(replaced);
        system = ActorSystem.create(
                Behaviors.<Outcome>setup(context -> {
                    ActorRef<Outcome> self = context.getSelf();
                    context.spawn(Joiner.create(attendance, cluster, self), "joiner");
                    return Behaviors.receiveMessage(told -> {
                        outcome.complete(told);
                        return Behaviors.same();
                    });
                }),
                "counterfoil",
                all);
    }

    /** Begins to join, with these settings under {@code counterfoil}. */
    static MemberSystem start(TestDatabase database, Map<String, String> settings) {
        return start(database, settings, Samples.OFFER);
    }

    static MemberSystem start(TestDatabase database, Map<String, String> settings, Offer offer) {
        return new MemberSystem(database, settings, offer);
    }

    private static NodeConfig configOf(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>(Map.of("counterfoil.cluster.seen-interval", "100ms"));
        settings.forEach((name, value) -> named.put("counterfoil." + name, value));
        return NodeConfig.of(Settings.gather(named, Map.of(), null));
    }

    /** A port that was free a moment ago, as a setting. */
    static String freePort() {
        return Integer.toString(FreePort.take());
    }

    @Override
    public synchronized Connection open() throws SQLException {
        if (isCut) {
            throw new SQLException("cut");
        }
        Connection connection = database.asApp();
        open.add(connection);
        return connection;
    }

    /** Its database is out of reach from now on. */
    synchronized void cut() throws SQLException {
        isCut = true;
        for (Connection connection : open) {
            connection.close();
        }
        open.clear();
    }

    /** It reaches its database again. */
    synchronized void heal() {
        isCut = false;
    }

    /** What the joiner told. */
    Outcome outcome() throws Exception {
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Why it must not go on. */
    Parting parting() throws Exception {
        return attendance.parting().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Attendance attendance() {
        return attendance;
    }

    Cluster cluster() {
        return Cluster.get(system);
    }

    /** Neither leaves its cluster nor removes its row. */
    void die() throws Exception {
        cut();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends, and removes its row. */
    void end() throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        attendance.close();
    }
}
