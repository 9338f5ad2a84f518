package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    private static final String STOCKS = "/api/v1/admin/stocks/";
    private static final String SILENT_ID = "7f3c2a10-9b1e-8c4d-a001-00000000dead";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void oneStockAnswersAndOneDoesNot() {
        api.entities.asked.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
        api.entities.stock(SILENT_ID, command -> null);
    }

    @AfterEach
    void theDatabaseIsBack() {
        api.databaseUp = true;
        api.ready = true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAPL.XNAS/bars",
                "AAPL.XNAS/corporate-actions",
                "AAPL.XNAS/delist",
                "AAPL.XNAS/questions",
                "AAPL.XNAS/questions/1/accept",
                "AAPL.XNAS/imports/x/withdraw"
            })
    void withoutItsDatabaseNothingIsWrittenAndNoEntityIsAsked(String path) {
        api.databaseUp = false;

        HttpResponse<String> response = api.post(path.isEmpty() ? "/api/v1/admin/stocks" : STOCKS + path, "{}");
        assertUnavailable(response, "database-unavailable");
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void withoutItsDatabaseAStockGoesOnAnsweringAndSaysThatItIsStale() {
        api.databaseUp = false;

        HttpResponse<String> response = api.get("/api/v1/stocks/AAPL.XNAS/price");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/meta/stale").asBoolean()).isTrue();
    }

    @Test
    void aReadThatNeedsTheDatabaseIsUnavailableWithinTwoSeconds() {
        api.databaseUp = false;
        long before = System.nanoTime();

        assertUnavailable(api.get("/api/v1/stocks/" + SILENT_ID + "/price"), "database-unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aWriteInFlightWhenTheDatabaseGoesIsAnsweredAsUnknown() {
        api.entities.stock(SILENT_ID, command -> {
            api.databaseUp = false;
            return null;
        });
        long before = System.nanoTime();

        assertUnavailable(api.post(STOCKS + SILENT_ID + "/delist", "{\"on\":\"2024-01-02\"}"), "outcome-unknown");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aReadWithoutAnswerEndsAtItsDeadline() {
        assertUnavailable(api.get("/api/v1/stocks/" + SILENT_ID + "/price"), "deadline-exceeded");
    }

    @Test
    void aWriteWithoutAnswerEndsAtItsDeadlineAndWasAskedAgainUnderTheSameIdentity() {
        assertUnavailable(api.post(STOCKS + SILENT_ID + "/delist", "{\"on\":\"2024-01-02\"}"), "outcome-unknown");

        assertThat(api.entities.asked).hasSize(2);
        assertThat(api.entities.asked.stream()
                        .map(command -> ((counterfoil.protocol.stock.StockCommand.Write) command)
                                .cause()
                                .commandId())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aNodeIsReadyWhenItSaysSoAndItsDatabaseAnswers() {
        assertThat(api.send(api.anonymous("/api/v1/health/ready")).statusCode()).isEqualTo(200);

        api.databaseUp = false;
        assertThat(api.send(api.anonymous("/api/v1/health/ready")).statusCode()).isEqualTo(503);

        api.databaseUp = true;
        api.ready = false;
        assertThat(api.send(api.anonymous("/api/v1/health/ready")).statusCode()).isEqualTo(503);
        assertThat(api.send(api.anonymous("/api/v1/health/live")).statusCode()).isEqualTo(200);
    }

    @Test
    void anOperatorSeesWhyANodeIsNotWell() {
        assertThat(json(api.get("/api/v1/health")).get("status").asText()).isEqualTo("healthy");
        assertThat(json(api.get("/api/v1/health/db")).get("status").asText()).isEqualTo("up");

        api.databaseUp = false;
        assertThat(json(api.get("/api/v1/health")).get("status").asText()).isEqualTo("degraded");
        HttpResponse<String> database = api.get("/api/v1/health/db");
        assertThat(database.statusCode()).isEqualTo(503);
        assertThat(json(database).get("reason").asText()).isEqualTo("connection refused");
        assertThat(json(api.get("/api/v1/version")).get("commit").asText()).isEqualTo("abc1234");
    }

    private static void assertUnavailable(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(response).get("code").asText()).isEqualTo(code);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
