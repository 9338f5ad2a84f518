package counterfoil.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import counterfoil.node.config.Settings.Line;
import counterfoil.node.member.JoinSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void defaultsAreThoseOfTheShippedFiles() {
        NodeConfig config = NodeConfig.of(Settings.gather(Map.of(), Map.of(), null));
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.cluster().host()).isEqualTo("127.0.0.1");
        assertThat(config.cluster().port()).isEqualTo(25_520);
        assertThat(config.database().isEmbedded()).isTrue();
        assertThat(config.listingLimits().maxSpans()).isEqualTo(100);
    }

    @Test
    void commandLineWinsOverEnvironmentOverFileOverDefault() throws IOException {
        Path file = file("""
                counterfoil { http.port = 1001, cluster.port = 1002, data-dir = "of-file" }
                """);
        Settings settings = Settings.gather(
                Map.of("counterfoil.http.port", "3001"),
                Map.of("COUNTERFOIL_HTTP_PORT", "2001", "COUNTERFOIL_CLUSTER_PORT", "2002"),
                file);
        NodeConfig config = NodeConfig.of(settings);
        assertThat(config.http().port()).isEqualTo(3001);
        assertThat(config.cluster().port()).isEqualTo(2002);
        assertThat(config.dataDir()).isEqualTo(Path.of("of-file"));
        assertThat(originOf(settings, "counterfoil.http.port")).isEqualTo("command line");
        assertThat(originOf(settings, "counterfoil.cluster.port")).isEqualTo("COUNTERFOIL_CLUSTER_PORT");
        assertThat(originOf(settings, "counterfoil.data-dir")).isEqualTo(file + ":1");
        assertThat(originOf(settings, "counterfoil.http.host")).startsWith("config/counterfoil.conf:");
    }

    @Test
    void anUnknownSettingIsNamedWithItsNearestKnown() throws IOException {
        Path file = file("counterfoil.htpp.port = 1");
        assertThatThrownBy(() -> Settings.gather(Map.of(), Map.of(), file))
                .isInstanceOf(ConfigProblem.class)
                .hasMessage(
                        "unknown setting counterfoil.htpp.port (" + file + ":1), did you mean counterfoil.http.port?");
    }

    @Test
    void anUnknownVariableIsNamedWithItsNearestKnown() {
        assertThatThrownBy(() -> Settings.gather(Map.of(), Map.of("COUNTERFOIL_HTTPPORT", "1", "PATH", "/bin"), null))
                .isInstanceOf(ConfigProblem.class)
                .hasMessage("unknown environment variable COUNTERFOIL_HTTPPORT, did you mean COUNTERFOIL_HTTP_PORT?");
    }

    @Test
    void aValueOfTheWrongTypeIsToldWithItsOrigin() {
        Settings settings = Settings.gather(Map.of(), Map.of("COUNTERFOIL_HTTP_PORT", "eighty"), null);
        assertThatThrownBy(() -> NodeConfig.of(settings))
                .isInstanceOf(ConfigProblem.class)
                .hasMessage("COUNTERFOIL_HTTP_PORT must be a whole number: eighty (COUNTERFOIL_HTTP_PORT)");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        Settings settings = Settings.gather(Map.of("counterfoil.cluster.port", "70000"), Map.of(), null);
        assertThatThrownBy(() -> NodeConfig.of(settings))
                .hasMessage("COUNTERFOIL_CLUSTER_PORT must be a TCP port from 0 to 65535: 70000 (command line)");
    }

    @Test
    void listsAreGivenWithCommas() {
        Settings settings = Settings.gather(
                Map.of("counterfoil.cluster.seeds", "one:25520, two:25521", "counterfoil.cluster.roles", "api"),
                Map.of(),
                null);
        NodeConfig.Cluster cluster = NodeConfig.of(settings).cluster();
        assertThat(cluster.seeds()).containsExactly("one:25520", "two:25521");
        assertThat(cluster.roles()).containsExactly("api");
    }

    @Test
    void seedsAreJoinedWhereThereAreSomeAndElseTheDatabaseKnowsWhom() {
        assertThat(joining(Map.of())).isEqualTo(JoinSettings.Way.DATABASE);
        assertThat(joining(Map.of("counterfoil.cluster.seeds", "one:25520"))).isEqualTo(JoinSettings.Way.SEEDS);
    }

    @Test
    void settingsOfJoiningThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> joining(Map.of("counterfoil.cluster.join", "seeds")))
                .hasMessageContaining("COUNTERFOIL_CLUSTER_JOIN needs cluster.seeds");
        assertThatThrownBy(() -> joining(
                        Map.of("counterfoil.cluster.join", "database", "counterfoil.cluster.seeds", "one:25520")))
                .hasMessageContaining("COUNTERFOIL_CLUSTER_SEEDS must be empty");
        assertThatThrownBy(() -> joining(Map.of("counterfoil.cluster.join", "bootstrap")))
                .hasMessageContaining("COUNTERFOIL_MANAGEMENT_PORT is needed");
        assertThatThrownBy(() ->
                        joining(Map.of("counterfoil.cluster.join", "bootstrap", "counterfoil.management.port", "7626")))
                .hasMessageContaining("COUNTERFOIL_CLUSTER_CONTACT_POINTS are needed");
        assertThatThrownBy(() -> joining(Map.of("counterfoil.cluster.forget-after", "4s")))
                .hasMessageContaining("must be at least five times cluster.seen-interval");
    }

    private static JoinSettings.Way joining(Map<String, String> options) {
        return NodeConfig.of(Settings.gather(options, Map.of(), null))
                .cluster()
                .join()
                .way();
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path file = folder.resolve("none.conf");
        assertThatThrownBy(() -> Settings.gather(Map.of(), Map.of(), file))
                .isInstanceOf(ConfigProblem.class)
                .hasMessage("cannot read the configuration file " + file);
    }

    @Test
    void aFileWithASyntaxErrorIsToldInOneLine() throws IOException {
        Path file = file("counterfoil { http.port = ");
        assertThatThrownBy(() -> Settings.gather(Map.of(), Map.of(), file))
                .isInstanceOf(ConfigProblem.class)
                .message()
                .startsWith("the configuration file is not HOCON: ")
                .doesNotContain("\n");
    }

    @Test
    void aMissingTokenIsRefusedByItsVariable() {
        NodeConfig config = NodeConfig.of(Settings.gather(Map.of(), Map.of(), null));
        assertThatThrownBy(config::requireAdminToken)
                .isInstanceOf(ConfigProblem.class)
                .hasMessageStartingWith("COUNTERFOIL_ADMIN_TOKEN is not set");
    }

    @Test
    void aShortTokenIsRefusedWithoutShowingIt() {
        NodeConfig config =
                NodeConfig.of(Settings.gather(Map.of(), Map.of("COUNTERFOIL_ADMIN_TOKEN", "hunter2"), null));
        assertThatThrownBy(config::requireAdminToken)
                .isInstanceOf(ConfigProblem.class)
                .hasMessage("COUNTERFOIL_ADMIN_TOKEN is too short: it needs at least 32 characters");
    }

    @Test
    void secretsAppearInNoLine() {
        Settings settings = Settings.gather(
                Map.of(), Map.of("COUNTERFOIL_ADMIN_TOKEN", TOKEN, "COUNTERFOIL_DB_PASSWORD", "s3cret-of-db"), null);
        assertThat(settings.lines())
                .extracting(Line::value)
                .noneMatch(value -> value.contains(TOKEN) || value.contains("s3cret"));
        assertThat(NodeConfig.of(settings).toString()).doesNotContain(TOKEN).doesNotContain("s3cret");
    }

    @Test
    void theDigestDependsOnSettingsAndNotOnSecrets() {
        String digest = Settings.gather(Map.of(), Map.of(), null).digest("");
        assertThat(Settings.gather(Map.of(), Map.of("COUNTERFOIL_ADMIN_TOKEN", TOKEN), null)
                        .digest(""))
                .isEqualTo(digest)
                .hasSize(64);
        assertThat(Settings.gather(Map.of("counterfoil.http.port", "1"), Map.of(), null)
                        .digest(""))
                .isNotEqualTo(digest);
    }

    @Test
    void theActorSystemNeverUsesJavaSerializationNorRemembersEntities() {
        Config config = Settings.gather(Map.of(), Map.of(), null).forActorSystem(Map.of());
        assertThat(config.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
        assertThat(config.getBoolean("pekko.cluster.sharding.remember-entities"))
                .isFalse();
        assertThat(config.getList("pekko.cluster.distributed-data.durable.keys"))
                .isEmpty();
        assertThat(config.getString("pekko.cluster.downing-provider-class")).endsWith("SplitBrainResolverProvider");
        assertThat(config.getInt("pekko.cluster.sharding.number-of-shards")).isEqualTo(128);
    }

    @Test
    void everyVariableStandsForASettingThatExists() {
        List<String> known = Settings.gather(Map.of(), Map.of(), null).lines().stream()
                .map(Line::setting)
                .toList();
        assertThat(Variables.SETTINGS.values()).isSubsetOf(known);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), text);
    }

    private static String originOf(Settings settings, String name) {
        return settings.lines().stream()
                .filter(line -> line.setting().equals(name))
                .map(Line::origin)
                .findFirst()
                .orElseThrow();
    }
}
