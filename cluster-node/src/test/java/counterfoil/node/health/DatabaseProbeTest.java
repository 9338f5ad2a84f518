package counterfoil.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.Awaited;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DatabaseProbeTest {
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The kernel accepts the connection; nobody ever reads from it, as with a stopped server. */
    @Test
    void aServerThatAcceptsAndSaysNothingIsAway() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DatabaseProbe probe = new DatabaseProbe(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nowhere",
                        "somebody",
                        "secret",
                        INTERVAL,
                        TIMEOUT,
                        InstantSource.system())) {
            long begun = System.nanoTime();
            assertThat(probe.isUp()).isTrue();

            Awaited.until(PATIENCE, () -> !probe.isUp());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThat(probe.answeredOf() - begun).isNotPositive();
            assertThat(probe.state().reason()).isNotBlank().doesNotContain("secret");
        }
    }
}
