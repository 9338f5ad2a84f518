package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import counterfoil.http.docs.DocsRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contract as a test sees it: what stands in it, and whether a response keeps it. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract INSTANCE = new Contract();
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

    final JsonNode document;

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** An operation: its method in capitals, its path, and what stands there. */
    record Operation(String method, String template, JsonNode node) {}

    private Contract() {
        try (InputStream in = Contract.class.getResourceAsStream(DocsRoutes.CONTRACT)) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Contract get() {
        return INSTANCE;
    }

    /** All operations, literal paths before those with parameters. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> operations.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))));
        return operations;
    }

    /** What a reference points at; the node itself when it is none. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : resolve(document.at(reference.asText().substring(1)));
    }

    /** What is wrong with a value, by a schema of this contract; empty when nothing is. */
    Set<ValidationMessage> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value);
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.putArray("allOf").add(schema);
        whole.set("components", document.get("components"));
        return schemas.getSchema(
                whole,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    /** Fails the test when a response is not what the contract promises for its request. */
    void check(HttpResponse<String> response) {
        String method = response.request().method();
        String path = response.uri().getRawPath();
        Operation operation = find(method.equals("HEAD") ? "GET" : method, path);
        JsonNode promised = promised(operation, response.statusCode());
        String what = method + " " + path + " → " + response.statusCode() + " " + response.body();
        promised.path("headers").properties().forEach(header -> {
            if (resolve(header.getValue()).path("required").asBoolean()) {
                assertThat(response.headers().firstValue(header.getKey()))
                        .as(what)
                        .isPresent();
            }
        });
        if (response.body().isEmpty()) {
            assertThat(promised.has("content") && !method.equals("HEAD"))
                    .as(what)
                    .isFalse();
            return;
        }
        String type =
                response.headers().firstValue("Content-Type").orElse("none").split(";", -1)[0];
        JsonNode content = promised.path("content").get(type);
        assertThat(content).as("type " + type + " of " + what).isNotNull();
        if (content != null && (type.equals("application/json") || type.endsWith("+json"))) {
            assertThat(faults(content.get("schema"), parse(response.body())))
                    .as(what)
                    .isEmpty();
        }
    }

    private JsonNode promised(@Nullable Operation operation, int status) {
        if (operation == null) {
            return document.at("/components/responses/Problem");
        }
        JsonNode responses = operation.node().get("responses");
        JsonNode promised = responses.get(Integer.toString(status));
        assertThat(promised != null || status >= 400)
                .as("status " + status + " of " + operation.template())
                .isTrue();
        return resolve(promised == null ? responses.get("default") : promised);
    }

    private @Nullable Operation find(String method, String path) {
        for (Operation operation : operations()) {
            boolean hasTail = operation.node().at("/parameters/0/x-tail").asBoolean();
            String pattern = operation.template().replaceAll("\\{[^}]*}", hasTail ? ".+" : "[^/]+");
            if (operation.method().equals(method) && Pattern.matches(pattern, path)) {
                return operation;
            }
        }
        return null;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("not JSON: " + json, broken);
        }
    }
}
