package counterfoil.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own, on a data folder that outlives it. */
final class RunningNode implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** The bytes 0 to 31. */
    static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI api;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Status, body and headers of an answer. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    private RunningNode(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    /** Starts a node and returns when it prints that it is ready. */
    static RunningNode on(Path dataDir) throws IOException {
        return with(dataDir, List.of("--http-port", "0", "--cluster-port", "0"));
    }

    /** Starts a node with these options. */
    static RunningNode with(Path dataDir, List<String> options) throws IOException {
        return with(dataDir, options, Map.of());
    }

    /** The same with variables of the test's own. */
    static RunningNode with(Path dataDir, List<String> options, Map<String, String> variables) throws IOException {
        Process process = spawn(dataDir, options, variables);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                Thread.ofPlatform().daemon().start(() -> drain(out));
                return new RunningNode(
                        process, URI.create(line.substring("ready ".length()).strip()));
            }
        }
        throw new IOException("the node did not start: " + Files.readString(errorsOf(dataDir)));
    }

    /** Starts a node on the databases in the data folder of another one, which it so finds; with these variables too. */
    static RunningNode beside(Path owner, Path dataDir, Map<String, String> more) throws IOException {
        Map<String, String> variables = OwnedDatabases.variables(owner);
        variables.putAll(more);
        return with(dataDir, List.of("--http-port", "0", "--cluster-port", "0"), variables);
    }

    /** Starts a node that is expected to end by itself; its exit code and what it wrote to standard error. */
    static Ended failing(Path dataDir, List<String> options) throws IOException {
        return failing(dataDir, options, Map.of());
    }

    /** The same with variables of the test's own. */
    static Ended failing(Path dataDir, List<String> options, Map<String, String> variables) throws IOException {
        Process process = spawn(dataDir, options, variables);
        drain(process.inputReader(StandardCharsets.UTF_8));
        int code = process.onExit().join().exitValue();
        return new Ended(code, Files.readAllLines(errorsOf(dataDir)));
    }

    /** How a process ended. */
    record Ended(int code, List<String> errors) {}

    /** The file that holds what the node of a data folder wrote to standard error. */
    static Path errorsOf(Path dataDir) {
        return dataDir.resolveSibling(dataDir.getFileName() + ".errors");
    }

    private static Process spawn(Path dataDir, List<String> options, Map<String, String> variables) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("node", "--data-dir", dataDir.toString()));
        arguments.addAll(options);
        ProcessBuilder builder = ChildJava.command(arguments);
        builder.environment().put("COUNTERFOIL_ADMIN_TOKEN", TOKEN);
        setSecrets(builder);
        builder.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        builder.environment().put("COUNTERFOIL_LOG_LEVEL", "warn");
        builder.environment().putAll(variables);
        builder.redirectError(errorsOf(dataDir).toFile());
        return builder.start();
    }

    /** Gives a process the master key of these nodes. */
    static void setSecrets(ProcessBuilder builder) {
        builder.environment().put("COUNTERFOIL_MASTER_KEY", MASTER_KEY);
    }

    /** Nobody reads what the node says later, and a full pipe would stop it. */
    private static void drain(BufferedReader out) {
        out.lines().forEach(line -> {});
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(posting(path, "application/json", json));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** The body of an answer that is not JSON. */
    String text(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Answer patch(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer postCsv(String path, String csv) throws IOException, InterruptedException {
        return send(posting(path, "text/csv", csv));
    }

    /** Sends without waiting. */
    CompletableFuture<Answer> posted(String path, String json) {
        return client.sendAsync(posting(path, "application/json", json).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(RunningNode::answer);
    }

    private HttpRequest.Builder posting(String path, String contentType, String body) {
        return request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve("/api/v1" + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends a POST under an id of the caller's. */
    Answer postAs(String requestId, String path, String json) throws IOException, InterruptedException {
        return send(posting(path, "application/json", json).header("X-Request-Id", requestId));
    }

    int port() {
        return api.getPort();
    }

    /** Sends the process a signal, such as {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits until the process ends by itself; its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the node goes on");
        }
        return process.exitValue();
    }

    /** Ends the process like {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the process like {@code kill}, and waits for it. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
