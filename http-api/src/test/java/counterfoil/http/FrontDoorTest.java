package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {
    private static final String PRICE = "/api/v1/stocks/AAPL/price";

    private final TestApi api = TestApi.shared();

    @Test
    void withoutTheTokenNothingIsSaid() {
        HttpResponse<String> response = api.send(api.anonymous(PRICE));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(response).get("code").asText()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer wrong-token-0123456789",
                "Basic dGVzdDp0ZXN0",
                TestApi.TOKEN,
                "Bearer test-token-012345678",
                "Bearer test-token-01234567890",
                "Bearer null"
            })
    void anotherTokenIsNoToken(String header) {
        assertThat(api.send(api.anonymous(PRICE).header("Authorization", header))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theNameOfTheSchemeMayBeWrittenInAnyCase() {
        assertThat(api.send(api.anonymous("/api/v1/version").header("Authorization", "bearer " + TestApi.TOKEN))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stocks/AAPL",
                "/api/v1/stocks/prices?ids=A",
                "/api/v1/health",
                "/api/v1/health/db",
                "/api/v1/version"
            })
    void everyRouteButTheOpenOnesNeedsTheToken(String path) {
        assertThat(api.send(api.anonymous(path)).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsTooShortIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> AdminToken.of("short-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short-secret");
        assertThat(AdminToken.of(TestApi.TOKEN)).hasToString("AdminToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "2b1c-AF_9.z", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aHarmlessRequestIdIsKept(String id) {
        HttpResponse<String> response =
                api.send(api.anonymous("/api/v1/health/live").header("X-Request-Id", id));

        assertThat(response.headers().firstValue("X-Request-Id")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${jndi:ldap://x}",
                "a b",
                "{\"level\":\"x\"}",
                "<script>",
                "%0d%0aSet-Cookie",
                "\u00e4",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anyOtherRequestIdIsReplaced(String id) {
        HttpResponse<String> response = api.send(api.anonymous(PRICE).header("X-Request-Id", id));

        String ours = response.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(ours).isNotEqualTo(id).matches("[0-9a-f]{16}-[0-9a-z]+");
        assertThat(json(response).get("request_id").asText()).isEqualTo(ours);
        assertThat(json(response).get("instance").asText()).endsWith(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void anotherMethodIsAnsweredWithTheAllowedOnes(String method) {
        HttpResponse<String> response =
                api.send(api.request(PRICE).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(json(response).get("code").asText()).isEqualTo("method-not-allowed");
    }

    @Test
    void aPostRouteAllowsOnlyPost() {
        HttpResponse<String> response = api.get("/api/v1/admin/stocks");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void headIsGetWithoutItsBody() {
        HttpResponse<String> response =
                api.send(api.request("/api/v1/version").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.evil"})
    void noOriginMayReadAcrossSites(String origin) {
        HttpResponse<String> response = api.send(api.request(PRICE)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void whatBreaksInsideIsAnsweredWithoutItsDetails() {
        String id = "7f3c2a10-9b1e-8c4d-a001-00000000beef";
        api.entities.stock(id, command -> Samples.kept(id, false, false, 1));

        HttpResponse<String> response = api.get("/api/v1/stocks/" + id + "/price");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).get("code").asText()).isEqualTo("internal-error");
        assertThat(response.body()).doesNotContain("Exception", "counterfoil.http", "StockView");
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        ApiSettings sameAddress =
                new ApiSettings("127.0.0.1", api.port(), Duration.ofSeconds(5), Duration.ofSeconds(30), 1);
        ApiContext context = new ApiContext(
                api.context.system(),
                api.context.sharding(),
                api.context.clock(),
                sameAddress,
                api.context.adminToken(),
                api.context.personal(),
                api.context.gate(),
                api.context.readiness(),
                api.context.pulse(),
                api.context.cluster(),
                api.context.release(),
                api.context.replays(),
                api.context.audit(),
                api.context.reads(),
                api.context.calendars(),
                api.context.statistics(),
                RequestMeters.NONE,
                api.context.live(),
                api.context.indicators());

        assertThatThrownBy(() -> ApiServer.start(context).toCompletableFuture().join())
                .hasCauseInstanceOf(ApiServer.CannotListen.class)
                .cause()
                .hasMessage("cannot listen at 127.0.0.1:" + api.port()
                        + ": the port is in use, or the address is not of this machine");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
