package counterfoil.node.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.node.config.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Talks to the HTTP API of a node, as any client would. */
final class ApiClient {
    private static final String API = "/api/v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI node;
    private final Secret token;

    /**
     * A client of one node.
     *
     * @param node its address, such as {@code http://127.0.0.1:8080}
     */
    ApiClient(URI node, Secret token) {
        this.node = node;
        this.token = token;
    }

    /** The address of a path below the API's root. */
    URI uriOf(String path) {
        return URI.create(node.toString().replaceAll("/+$", "") + API + path);
    }

    /** The answer's text; empty when there is no such thing (404). */
    Optional<String> find(String path) {
        HttpResponse<String> response = send(request(path).GET().build());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(bodyOf(response));
    }

    /** Sends a body and returns the answer; the same key and body again have the same answer and no other effect. */
    JsonNode post(String path, String contentType, String key, String body) {
        HttpRequest request = request(path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return parse(bodyOf(send(request)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uriOf(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + token.value());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandFailed("nothing answers at " + node + ": start the node, or choose another with --url", e);
        } catch (IOException e) {
            throw new CommandFailed("no answer from " + node + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private String bodyOf(HttpResponse<String> response) {
        if (response.statusCode() < 300) {
            return response.body();
        }
        throw new CommandFailed(node + " answered " + response.statusCode() + ": " + problemOf(response.body()));
    }

    /** Title, detail and the first fields of a problem (RFC 9457); the body itself when it is not one. */
    private static String problemOf(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            StringBuilder text = new StringBuilder(problem.path("title").asText(body));
            if (problem.hasNonNull("detail")) {
                text.append(", ").append(problem.get("detail").asText());
            }
            for (JsonNode error : problem.path("errors")) {
                text.append("; ").append(error.path("pointer").asText()).append(" ");
                text.append(error.path("message").asText());
            }
            return text.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailed("the answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
