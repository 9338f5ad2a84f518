package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import counterfoil.http.stock.Meta;
import counterfoil.http.stock.StockJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractTest {
    private final Contract contract = Contract.get();
    private final List<Route> routes = ApiRoutes.table(TestApi.shared().context).routes();

    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() {
        Set<String> inCode = routes.stream()
                .map(route -> route.method() + " " + inContract(route))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> inContract = contract.operations().stream()
                .map(operation -> operation.method() + " " + operation.template())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inCode).isEqualTo(inContract);
    }

    @Test
    void everyRouteKnowsTheQueryParametersOfTheContract() {
        for (Route route : routes) {
            assertThat(route.parameters()).as(route.template()).isEqualTo(parameters(operation(route), "query"));
        }
    }

    @Test
    void everyPathParameterIsDescribed() {
        for (Route route : routes) {
            long inTemplate = route.template().chars().filter(c -> c == '{').count();

            assertThat(parameters(operation(route), "path"))
                    .as(route.template())
                    .hasSize((int) inTemplate);
        }
    }

    @Test
    void theContractSaysWhichRoutesNeedNoToken() {
        for (Route route : routes) {
            JsonNode security = operation(route).get("security");

            assertThat(security != null && security.isEmpty())
                    .as(route.template())
                    .isEqualTo(route.access() == Access.OPEN);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : contract.document.findValues("$ref")) {
            assertThat(contract.document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void everySchemaIsUsed() {
        Set<String> used = new HashSet<>();
        contract.document.findValues("$ref").forEach(reference -> used.add(reference.asText()));

        contract.document
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
    }

    @Test
    void everyExampleOfABodyKeepsItsSchema() {
        contract.document.at("/components/schemas").properties().forEach(schema -> {
            JsonNode example = schema.getValue().get("example");
            if (example != null) {
                assertThat(contract.faults(schema.getValue(), example))
                        .as(schema.getKey())
                        .isEmpty();
            }
        });
        JsonNode problem = contract.document.at("/components/responses/Problem/content/application~1problem+json");
        assertThat(contract.faults(problem.get("schema"), problem.get("example")))
                .isEmpty();
    }

    @Test
    void anAnswerThatBreaksItsSchemaIsFound() {
        JsonNode schema = contract.document.at("/components/schemas/Price");
        JsonNode price = Contract.parse(new String(
                StockJson.price(Samples.price(Samples.APPLE_ID, 1), new Meta(null, TestApi.NOW, false, "1")),
                StandardCharsets.UTF_8));
        assertThat(contract.faults(schema, price)).isEmpty();

        ((ObjectNode) price).put("price", "75.09").remove("meta");
        assertThat(contract.faults(schema, price)).hasSize(2);
    }

    @Test
    void theContractIsServedAsJsonToEverybody() {
        TestApi api = TestApi.shared();
        HttpResponse<String> response =
                api.send(api.anonymous("/api/openapi.json").GET());

        assertThat(Contract.parse(response.body())).isEqualTo(contract.document);
    }

    /** OpenAPI has no sign for a tail; the parameter says that it is one. */
    private static String inContract(Route route) {
        return route.template().replace(Route.TAIL, "}");
    }

    private JsonNode operation(Route route) {
        return contract.operations().stream()
                .filter(operation -> operation.method().equals(route.method())
                        && operation.template().equals(inContract(route)))
                .findFirst()
                .orElseThrow()
                .node();
    }

    private Set<String> parameters(JsonNode operation, String in) {
        Set<String> names = new HashSet<>();
        operation.path("parameters").forEach(parameter -> {
            JsonNode resolved = contract.resolve(parameter);
            if (resolved.get("in").asText().equals(in)) {
                names.add(resolved.get("name").asText());
            }
        });
        return names;
    }
}
