package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.http.audit.AuditAccess;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.Release;
import counterfoil.http.live.LiveHub;
import counterfoil.http.live.LiveSettings;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.seal.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.ServerBinding;

/** A real server over real sharding in a cluster of one, with fake entities behind it. One for all tests of a run. */
final class TestApi {
    static final String TOKEN = "test-token-0123456789";
    static final Instant NOW = Instant.parse("2024-03-05T14:30:00.123Z");

    private static final TestApi SHARED = new TestApi();

    final FakeEntities entities;
    final FakeReads reads = new FakeReads();
    final FakeStatistics statistics = new FakeStatistics();
    final FakePersonalText personal = new FakePersonalText();
    final FakePast past = new FakePast();
    final FakeLive live = new FakeLive();
    final FakePulse pulse = new FakePulse();
    final FakeCluster cluster = new FakeCluster();
    final FakeMeters meters = new FakeMeters();
    final ApiContext context;
    final ServerBinding binding;
    volatile boolean databaseUp = true;
    volatile boolean ready = true;
    volatile Instant now = NOW;
    /** Where auditors' routes read; until a test says otherwise nowhere. */
    volatile Connections log = TestApi::noDatabase;

    volatile List<VerifierKey> keys = List.of();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestApi() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "test", ConfigFactory.parseString("""
                                pekko.actor.provider = cluster
                                pekko.remote.artery.canonical.hostname = 127.0.0.1
                                pekko.remote.artery.canonical.port = 0
                                pekko.cluster.jmx.enabled = off
                                pekko.cluster.sharding.number-of-shards = 8
                                pekko.loglevel = WARNING
                                pekko.log-dead-letters = off
                                pekko.cluster.gossip-interval = 100ms
                                pekko.cluster.leader-actions-interval = 100ms
                                pekko.cluster.periodic-tasks-initial-delay = 50ms
                                pekko.cluster.sharding.retry-interval = 100ms
                                pekko.cluster.sharding.waiting-for-state-timeout = 500ms
                                pekko.cluster.sharding.coordinator-singleton.min-number-of-hand-over-retries = 5
                                pekko.cluster.sharding.distributed-data.gossip-interval = 100ms
                                pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                                pekko.actor.allow-java-serialization = off
                                """).withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ClusterSharding sharding = ClusterSharding.get(system);
        this.entities = new FakeEntities(sharding);
        this.context = new ApiContext(
                system,
                sharding,
                () -> now,
                new ApiSettings("127.0.0.1", 0, Duration.ofMillis(1_500), Duration.ofSeconds(4), 40),
                AdminToken.of(TOKEN),
                personal,
                new Gate(),
                () -> ready,
                pulse,
                this.cluster,
                new Release("0.1.0-test", "abc1234", "25", NOW),
                past,
                new AuditAccess(() -> log.open(), () -> keys, Optional::empty),
                reads,
                Samples.CALENDARS,
                statistics,
                meters,
                LiveHub.start(live, LiveSettings.defaults(), () -> now),
                Samples.INDICATORS);
        this.binding = ApiServer.start(context).toCompletableFuture().join();
    }

    private static Connection noDatabase() throws SQLException {
        throw new SQLException("there is no database");
    }

    static TestApi shared() {
        return SHARED;
    }

    int port() {
        return binding.localAddress().getPort();
    }

    /** A GET with the token. */
    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** A POST of JSON with the token. */
    HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A request with the token, to be completed. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN);
    }

    /** A request without the token, to be completed. */
    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(
                    request.timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            checkCommonHeaders(response);
            Contract.get().check(response);
            return response;
        } catch (IOException failed) {
            throw new AssertionError("no answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static void checkCommonHeaders(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Request-Id").orElse("")).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(response.headers().map())
                .doesNotContainKeys("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
    }

    /** Sends bytes as they are and reads until the server closes, or has been silent for two seconds. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return RawHttp.readAll(socket);
        }
    }

    private final class Gate implements DatabaseGate {
        @Override
        public boolean isUp() {
            return databaseUp;
        }

        @Override
        public State state() {
            return databaseUp ? new State(true, NOW, null) : new State(false, NOW, "connection refused");
        }
    }
}
