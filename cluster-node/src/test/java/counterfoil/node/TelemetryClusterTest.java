package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.node.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that speak TLS: what they measure, what they log of one request, and where they listen. */
class TelemetryClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("counterfoil_[a-z_]+");
    private static final List<String> TICKERS = List.of("AA", "BB", "CC", "DD", "EE", "FF", "GG", "HH");

    @TempDir
    private Path folder;

    @Test
    void aRequestIsMeasuredAndFoundInTheLogOfTheNodeThatItsEntityIsOn() throws Exception {
        TestCertificates authority = TestCertificates.authority(Files.createDirectory(folder.resolve("tls")));
        Path data = folder.resolve("one");
        int metrics = FreePort.take();
        int cluster = FreePort.take();
        List<String> options = List.of("--http-port", "0", "--cluster-port", Integer.toString(cluster));
        Map<String, String> first = variables(authority.issue("one"), metrics);
        Map<String, String> second = variables(authority.issue("two"), 0);
        try (RunningNode one = RunningNode.with(data, options, first);
                RunningNode two = RunningNode.beside(data, folder.resolve("two"), second)) {
            for (String ticker : TICKERS) {
                assertThat(one.post("/admin/stocks", instrument(ticker, "Company"))
                                .status())
                        .isEqualTo(201);
                assertThat(two.postAs("refused-" + ticker, "/admin/stocks", instrument(ticker, "Other"))
                                .status())
                        .isEqualTo(409);
            }
            assertListensOnlyAt(one, Set.of(one.port(), cluster, metrics));
            Awaited.until(
                    PATIENCE,
                    () -> Exposition.of(metrics).sum("counterfoil_http_request_time_seconds_count", "POST", "2xx")
                            == TICKERS.size());
            // Entities move while the second node takes its share; then the gauge is what the cluster counts here.
            Awaited.until(
                    PATIENCE,
                    () -> Exposition.of(metrics).sum("counterfoil_entities", "entity=\"stock\"")
                            == stocksAt(one, "127.0.0.1:" + cluster));
            assertMeasured(Exposition.of(metrics));
        }
        assertTheSameIdOnBothNodes(data, folder.resolve("two"));
    }

    private static void assertMeasured(Exposition exposed) throws IOException {
        assertThat(exposed.sum("counterfoil_cluster_members")).isEqualTo(2);
        assertThat(exposed.sum("counterfoil_cluster_unreachable")).isZero();
        assertThat(exposed.sum("counterfoil_database_up")).isEqualTo(1);
        double listed = exposed.sum("counterfoil_commands_total", "ListInstrument", "outcome=\"done\"");
        assertThat(listed).isPositive();
        assertThat(exposed.sum("counterfoil_commands_total", "ListInstrument", "outcome=\"refused\""))
                .isPositive();
        assertThat(exposed.sum("counterfoil_entities", "entity=\"stock\"")).isPositive();
        assertThat(exposed.sum("counterfoil_recovery_time_seconds_count", "stock"))
                .isGreaterThanOrEqualTo(exposed.sum("counterfoil_entities", "entity=\"stock\""));
        assertThat(exposed.sum("counterfoil_persist_time_seconds_count", "stock"))
                .isEqualTo(listed);
        Set<String> documented = metricsIn("docs/operate/metrics.md");
        assertThat(exposed.names().stream().filter(name -> name.startsWith("counterfoil_")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented).contains(name));
        Set<String> ruled = metricsIn("config/monitoring/prometheus-rules.yml");
        assertThat(ruled).hasSizeGreaterThan(8).allSatisfy(name -> {
            assertThat(documented).contains(name);
            // Counters of what has not happened appear when it happens first.
            if (!name.endsWith("_total")) {
                assertThat(exposed.names()).contains(name);
            }
        });
    }

    /** How many stocks are in the memory of a node, as {@code /cluster/shards} counts them. */
    private static int stocksAt(RunningNode node, String address) throws Exception {
        for (JsonNode type : node.get("/cluster/shards").body().path("types")) {
            if (type.path("type").asText().equals("stock")) {
                for (JsonNode count : type.path("nodes")) {
                    if (count.path("address").asText().equals(address)) {
                        return count.path("entities").asInt();
                    }
                }
            }
        }
        throw new AssertionError("no stocks are counted at " + address);
    }

    private static Set<String> metricsIn(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(Files.readString(Path.of("..").resolve(file)))
                .results()
                .forEach(found -> names.add(found.group().replaceFirst("_(bucket|sum|count)$", "")));
        return names;
    }

    /**
     * Two entities refuse each request, the new instrument that may not have the ticker and then the owner of the ticker,
     * and each says so in a line with the request's id, some of them on the node that never saw the request.
     */
    private static void assertTheSameIdOnBothNodes(Path one, Path two) throws IOException {
        List<String> ofOne = refusals(one);
        List<String> ofTwo = refusals(two);
        List<String> all = new ArrayList<>(ofOne);
        all.addAll(ofTwo);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(TICKERS.stream()
                        .flatMap(ticker -> Stream.of("refused-" + ticker, "refused-" + ticker))
                        .toList());
        assertThat(ofOne).isNotEmpty();
        for (Path node : List.of(one, two)) {
            assertThat(Files.readString(RunningNode.errorsOf(node)))
                    .doesNotContain(RunningNode.TOKEN, RunningNode.MASTER_KEY, "Company", "Other", "Bearer");
        }
    }

    private static List<String> refusals(Path node) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(RunningNode.errorsOf(node))) {
            JsonNode json = line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
            if (json.path("logger_name").asText().equals("counterfoil.entity")
                    && json.path("message").asText().startsWith("stock ListInstrument refused: ")) {
                ids.add(json.path("request_id").asText());
            }
        }
        return ids;
    }

    /** Sockets that the node's process listens on, as Linux shows them; elsewhere there is no such file. */
    private static void assertListensOnlyAt(RunningNode node, Set<Integer> ports) throws IOException {
        Path process = Path.of("/proc", Long.toString(node.pid()));
        if (!Files.exists(process.resolve("net/tcp"))) {
            return;
        }
        Set<String> own = new TreeSet<>();
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            for (Path descriptor : open.toList()) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)) {
                    own.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        Set<Integer> found = new TreeSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(process.resolve(table))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > 9 && words[3].equals("0A") && own.contains("socket:[" + words[9] + "]")) {
                    int colon = words[1].indexOf(':');
                    // 127.0.0.1 in the machine's byte order, plain or mapped into IPv6, or ::1.
                    assertThat(words[1].substring(0, colon))
                            .matches("0100007F|0000000000000000FFFF00000100007F|00000000000000000000000001000000");
                    found.add(Integer.parseInt(words[1].substring(colon + 1), 16));
                }
            }
        }
        assertThat(found).isEqualTo(ports);
    }

    private static String instrument(String ticker, String name) {
        return "{\"ticker\":\"" + ticker + "\",\"mic\":\"XNAS\",\"name\":\"" + name
                + "\",\"currency\":\"USD\",\"type\":\"common_stock\"}";
    }

    private static Map<String, String> variables(TestCertificates.NodeFiles files, int metrics) {
        Map<String, String> variables = new HashMap<>(files.variables());
        variables.put("COUNTERFOIL_METRICS_PORT", Integer.toString(metrics));
        variables.put("COUNTERFOIL_LOG_LEVEL", "info");
        return variables;
    }
}
