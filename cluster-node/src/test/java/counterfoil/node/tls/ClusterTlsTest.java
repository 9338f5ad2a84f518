package counterfoil.node.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import counterfoil.node.Awaited;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import counterfoil.node.tls.TestCertificates.NodeFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may speak with a node that speaks TLS: only who shows a valid certificate of its own authority. */
class ClusterTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger REMOTING = (Logger) LoggerFactory.getLogger("org.apache.pekko");

    @TempDir
    private Path folder;

    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        REMOTING.addAppender(lines);
        REMOTING.setLevel(Level.INFO);
    }

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
        REMOTING.detachAppender(lines);
        REMOTING.setLevel(null);
    }

    @Test
    void twoNodesOfOneAuthorityFormAClusterAndNobodyElseGetsIn() throws Exception {
        TestCertificates authority = TestCertificates.authority(Files.createDirectory(folder.resolve("ours")));
        TestCertificates other = TestCertificates.authority(Files.createDirectory(folder.resolve("theirs")));
        ActorSystem<Void> first = start(authority.issue("one"));
        join(first, first);
        ActorSystem<Void> second = start(authority.issue("two"));
        join(second, first);
        Awaited.until(PATIENCE, () -> members(first) == 2 && members(second) == 2);

        ActorSystem<Void> plain = start(null);
        ActorSystem<Void> stranger = start(other.issue("three"));
        ActorSystem<Void> late = start(authority.issueExpired("four"));
        List.of(plain, stranger, late).forEach(outsider -> join(outsider, first));

        Awaited.until(PATIENCE, () -> List.of(plain, stranger, late).stream().allMatch(this::hasTriedThrice));
        Awaited.until(PATIENCE, () -> isTold("bad_certificate") && isTold("certificate_unknown"));
        assertThat(members(first)).isEqualTo(2);
        assertThat(members(second)).isEqualTo(2);
        assertThat(List.of(plain, stranger, late))
                .allSatisfy(outsider -> assertThat(members(outsider)).isZero());
    }

    @Test
    void aClientWithoutTlsAndOneWithoutACertificateAreCutOff() throws Exception {
        TestCertificates authority = TestCertificates.authority(folder);
        Address address =
                Cluster.get(start(authority.issue("one"))).selfMember().address();
        int port = address.getPort().orElseThrow();

        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // How a stream of messages begins without TLS: Artery's magic word and the number of the control stream.
            plain.setSoTimeout((int) PATIENCE.toMillis());
            plain.getOutputStream().write(new byte[] {'A', 'K', 'K', 'A', 1});
            byte[] answered = plain.getInputStream().readAllBytes();
            // At most an alert, which is a record of type 21 (RFC 8446, section 5.1), and the end.
            assertThat(answered.length == 0 || answered[0] == 21).isTrue();
        }
        SSLContext believing = SSLContext.getInstance("TLSv1.3");
        believing.init(null, new TrustManager[] {new Believing()}, null);
        try (SSLSocket nameless =
                (SSLSocket) believing.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            nameless.setSoTimeout((int) PATIENCE.toMillis());
            assertThatThrownBy(() -> {
                        nameless.getOutputStream().write(new byte[] {'A', 'K', 'K', 'A', 1});
                        nameless.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    /** Believes every server, because it is the server that is tested. */
    private static final class Believing implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private boolean isTold(String word) {
        return List.copyOf(lines.list).stream()
                .anyMatch(line -> line.getFormattedMessage().contains("SSLHandshakeException")
                        && line.getFormattedMessage().contains(word));
    }

    private boolean hasTriedThrice(ActorSystem<Void> outsider) {
        String self = Cluster.get(outsider).selfMember().address().toString();
        return List.copyOf(lines.list).stream()
                .anyMatch(line -> line.getFormattedMessage().contains("[" + self + "] - Couldn't join")
                        && line.getFormattedMessage().contains("after [3] attempts"));
    }

    private static long members(ActorSystem<Void> system) {
        return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    private static void join(ActorSystem<Void> system, ActorSystem<Void> seed) {
        Address address = Cluster.get(seed).selfMember().address();
        Cluster.get(system).manager().tell(new JoinSeedNodes(List.of(address)));
    }

    private ActorSystem<Void> start(@Nullable NodeFiles files) {
        Map<String, String> variables = files == null ? Map.of() : files.variables();
        NodeConfig config = NodeConfig.of(Settings.gather(Map.of(), variables, null));
        Config settings = config.settings()
                .forActorSystem(Map.of(
                        "pekko.remote.artery.transport",
                        config.cluster().transport(),
                        "counterfoil.cluster.advertised-host",
                        "127.0.0.1",
                        "counterfoil.cluster.port",
                        0));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "counterfoil", settings);
        systems.add(system);
        return system;
    }
}
