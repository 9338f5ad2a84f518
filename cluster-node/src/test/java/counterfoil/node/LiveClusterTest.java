package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, one of which plays the sample's trades: a client of another one hears every quote and every minute, and
 * goes on to do so when the one that plays is killed.
 */
class LiveClusterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern NODE = Pattern.compile("node (\\d) serves at (\\S+), process (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    @Test
    void aStreamGoesOnWhenTheNodeThatPlaysIsKilled() throws Exception {
        Path errors = folder.resolve("errors.txt");
        Path data = folder.resolve("data");
        ProcessBuilder builder = ChildJava.command(List.of(
                "demo",
                "--nodes",
                "3",
                "--replay-speed",
                "120",
                "--data-dir",
                data.toString(),
                "--http-port",
                "0",
                "--cluster-port",
                "0"));
        builder.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        Process demo = builder.redirectError(errors.toFile())
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        try {
            Awaited.until(
                    PATIENCE,
                    () -> Files.readString(folder.resolve("output.txt")).contains("\nready "));
            List<Matcher> nodes = nodes(errors);
            URI second = URI.create(nodes.get(1).group(2));
            String token = Files.readString(data.resolve("admin-token")).strip();
            listen(second, token);
            Awaited.until(PATIENCE, () -> count("q") >= 20 && count("b") >= 3);

            ProcessHandle.of(Long.parseLong(nodes.getFirst().group(3)))
                    .orElseThrow()
                    .destroyForcibly();
            long before = count("b");
            long quotes = count("q");
            Awaited.until(PATIENCE, () -> count("b") >= before + 5 && count("q") >= quotes + 20);

            List<String> minutes = minutesHeard();
            assertThat(minutes).doesNotHaveDuplicates().isSorted();
            assertThat(minutes).isEqualTo(minutesKept(second, token, minutes));
            assertThat(heard.stream()
                            .filter(m -> type(m).equals("b"))
                            .map(m -> m.path("seq").asLong()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        } finally {
            demo.destroy();
            demo.onExit().join();
        }
    }

    private static List<Matcher> nodes(Path errors) throws IOException {
        List<Matcher> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(errors)) {
            Matcher node = NODE.matcher(line);
            if (node.find()) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** Reads the stream of a node until it ends. */
    private void listen(URI node, String token) {
        HttpRequest request = request(node, "/stocks/stream?symbols=BTC-USD", token);
        CompletableFuture<Void> unused = CLIENT.sendAsync(request, BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body()
                        .filter(line -> line.startsWith("data:"))
                        .flatMap(line -> messages(line.substring("data:".length())))
                        .forEach(heard::add));
    }

    private static Stream<JsonNode> messages(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            List<JsonNode> all = new ArrayList<>();
            if (read.isArray()) {
                read.forEach(all::add);
            } else {
                all.add(read);
            }
            return all.stream();
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    private static HttpRequest request(URI node, String path, String token) {
        return HttpRequest.newBuilder(node.resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static String type(JsonNode message) {
        return message.path("T").asText();
    }

    private long count(String type) {
        return heard.stream().filter(message -> type(message).equals(type)).count();
    }

    private List<String> minutesHeard() {
        return heard.stream()
                .filter(message -> type(message).equals("b"))
                .map(message -> message.path("t").asText())
                .toList();
    }

    /** The minutes that the stock holds, from the first to the last that were heard. */
    private static List<String> minutesKept(URI node, String token, List<String> heard) throws Exception {
        String path =
                "/stocks/BTC-USD/history?timeframe=1m&limit=1000&from=" + heard.getFirst() + "&to=" + heard.getLast();
        List<String> minutes = new ArrayList<>();
        // A loaded node may answer 503 for a while.
        Awaited.until(PATIENCE, () -> {
            HttpResponse<String> answer = CLIENT.send(request(node, path, token), BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                JSON.readTree(answer.body())
                        .path("bars")
                        .forEach(bar -> minutes.add(bar.path("t").asText()));
            }
            return answer.statusCode() == 200;
        });
        return minutes;
    }
}
