package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client that keeps the messages it got, in their order. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int WAIT_SECONDS = 10;

    private final StringBuilder text = new StringBuilder();
    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private LiveClient(int port, String query) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/ws" + query), this)
                .join();
    }

    /** Connects and has read the greeting. */
    static LiveClient connect(LiveApi api) {
        return connect(api, "");
    }

    static LiveClient connect(LiveApi api, String query) {
        LiveClient client = new LiveClient(api.port(), query);
        assertThat(client.next("success").path("msg").asText()).isEqualTo("connected");
        return client;
    }

    /** Connects and has shown the token. */
    static LiveClient authenticated(LiveApi api) {
        LiveClient client = connect(api);
        client.send("{\"action\":\"auth\",\"token\":\"" + TestApi.TOKEN + "\"}");
        assertThat(client.next("success").path("msg").asText()).isEqualTo("authenticated");
        return client;
    }

    void send(String json) {
        socket.sendText(json, true).join();
    }

    void subscribe(String fields) {
        send("{\"action\":\"subscribe\"," + fields + "}");
    }

    WebSocket socket() {
        return socket;
    }

    /** The next message, whose type must be this one. */
    JsonNode next(String type) {
        JsonNode message = next();
        assertThat(message.path("T").asText()).as(message.toString()).isEqualTo(type);
        return message;
    }

    /** The next message that is no heartbeat. */
    JsonNode next() {
        try {
            JsonNode message = messages.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came; closed: " + closed);
            }
            return message.path("T").asText().equals("heartbeat") ? next() : message;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** The first message that is like this; those before it are dropped. */
    JsonNode await(Predicate<JsonNode> wanted) {
        JsonNode message = next();
        while (!wanted.test(message)) {
            message = next();
        }
        return message;
    }

    /** The code by which the server closed. */
    int closeCode() {
        return closed.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            Contract.parse(text.toString()).forEach(messages::add);
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(Boolean.TRUE);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedFuture(Boolean.TRUE);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
