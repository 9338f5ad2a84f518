package counterfoil.node.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.node.config.ClusterTls;
import counterfoil.node.config.ConfigProblem;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import counterfoil.node.tls.TestCertificates.NodeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told at start about files that cannot serve. */
class ClusterTlsSettingTest {
    @TempDir
    private Path folder;

    @Test
    void filesThatDoNotServeAreRefusedInOneLineWithTheReason() throws Exception {
        TestCertificates authority = TestCertificates.authority(Files.createDirectory(folder.resolve("ours")));
        TestCertificates other = TestCertificates.authority(Files.createDirectory(folder.resolve("theirs")));
        NodeFiles good = authority.issue("one");
        NodeFiles expired = authority.issueExpired("late");
        NodeFiles foreign = other.issue("three");
        Instant now = InstantSource.system().instant();

        assertThatCode(() -> usable(good.key(), good.certificate(), good.authority(), now))
                .doesNotThrowAnyException();
        assertRefused("expired at", expired.key(), expired.certificate(), good.authority());
        assertRefused("was not issued by", foreign.key(), foreign.certificate(), good.authority());
        assertRefused("is not the RSA key of", foreign.key(), good.certificate(), good.authority());
        assertRefused("holds no unencrypted private key", good.certificate(), good.certificate(), good.authority());
        assertRefused("holds no certificate", good.key(), good.key(), good.authority());
        assertRefused("cannot read", folder.resolve("none"), good.certificate(), good.authority());
        assertThatThrownBy(
                        () -> usable(good.key(), good.certificate(), good.authority(), now.minus(Duration.ofDays(2))))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("is not valid before");
    }

    @Test
    void withoutTheirFilesTlsIsRefusedByName() {
        assertThatThrownBy(() -> NodeConfig.of(
                        Settings.gather(Map.of(), Map.of("COUNTERFOIL_CLUSTER_TLS_ENABLED", "true"), null)))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("COUNTERFOIL_CLUSTER_TLS_KEY_FILE");
    }

    private static void assertRefused(String reason, Path key, Path certificate, Path authority) {
        assertThatThrownBy(() -> usable(
                        key, certificate, authority, InstantSource.system().instant()))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static void usable(Path key, Path certificate, Path authority, Instant now) {
        new ClusterTls(key, certificate, authority).requireUsable(now);
    }
}
