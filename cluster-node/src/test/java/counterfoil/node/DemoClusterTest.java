package counterfoil.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does who wants to see a cluster: start three nodes, kill one, start it again. */
class DemoClusterTest {
    private static final long WAIT_SECONDS = 120;
    private static final Pattern NODE = Pattern.compile("node (\\d) serves at (\\S+), process (\\d+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void aNodeIsKilledTheOthersAnswerAndItComesBack() throws Exception {
        ProcessBuilder builder = ChildJava.command(List.of(
                "demo",
                "--nodes",
                "3",
                "--data-dir",
                folder.resolve("data").toString(),
                "--http-port",
                "0",
                "--cluster-port",
                "0"));
        builder.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        Process demo = builder.start();
        BlockingQueue<String> out = linesOf(demo.getInputStream());
        BlockingQueue<String> news = linesOf(demo.getErrorStream());
        try (BufferedWriter keyboard = demo.outputWriter(StandardCharsets.UTF_8)) {
            URI[] nodes = new URI[3];
            ProcessHandle[] processes = new ProcessHandle[3];
            for (int i = 0; i < nodes.length; i++) {
                Matcher node = NODE.matcher(await(news, "node \\d serves at .*"));
                assertThat(node.find()).isTrue();
                nodes[i] = URI.create(node.group(2));
                processes[i] = ProcessHandle.of(Long.parseLong(node.group(3))).orElseThrow();
            }
            String token =
                    await(out, "  Token .*").substring("  Token ".length()).strip();
            await(out, "ready .*");
            assertThat(priceAt(nodes[1], token)).contains("\"price\":561.02");

            type(keyboard, "kill 3");
            await(news, "node 3 has ended.*");
            assertThat(priceOnceAnswered(nodes[1], token)).contains("\"price\":561.02");
            type(keyboard, "start 3");
            String again = await(news, "node 3 serves again at .*");
            assertThat(priceAt(URI.create(again.split(" |,", -1)[5]), token)).contains("\"price\":561.02");

            // A node that dies by another hand stays down as well; who types has the say.
            processes[1].destroyForcibly();
            await(news, "node 2 was ended by signal 9.*");
            type(keyboard, "status");
            await(news, "node 2  ended.*");
            type(keyboard, "quit");
            assertThat(demo.waitFor(WAIT_SECONDS, SECONDS)).isTrue();
            assertThat(demo.exitValue()).isZero();
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
        } finally {
            demo.destroy();
            demo.onExit().join();
        }
    }

    private static void type(BufferedWriter keyboard, String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    private static BlockingQueue<String> linesOf(InputStream stream) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add("the output broke: " + e);
            }
        });
        return lines;
    }

    /** The next line of that form; those before it are passed over. */
    private static String await(BlockingQueue<String> lines, String form) throws InterruptedException {
        StringBuilder passed = new StringBuilder();
        for (String line = lines.poll(WAIT_SECONDS, SECONDS); line != null; line = lines.poll(WAIT_SECONDS, SECONDS)) {
            if (line.matches(form)) {
                return line;
            }
            passed.append(line).append('\n');
        }
        throw new AssertionError("no line like " + form + " among\n" + passed);
    }

    private static String priceAt(URI node, String token) throws IOException, InterruptedException {
        return CLIENT.send(price(node, token), BodyHandlers.ofString()).body();
    }

    /** Until the others have parted with a dead node its entities answer 503; a client asks again. */
    private static String priceOnceAnswered(URI node, String token) throws Exception {
        AtomicReference<String> body = new AtomicReference<>("");
        Awaited.until(Duration.ofSeconds(60), () -> {
            HttpResponse<String> answer = CLIENT.send(price(node, token), BodyHandlers.ofString());
            body.set(answer.body());
            return answer.statusCode() == 200;
        });
        return body.get();
    }

    private static HttpRequest price(URI node, String token) {
        return HttpRequest.newBuilder(node.resolve("/api/v1/stocks/AAPL/price"))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
