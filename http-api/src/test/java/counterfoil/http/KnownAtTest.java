package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter known_at; the clock of the server stands at 2024-03-05T14:30:00.123Z. */
class KnownAtTest {
    private static final String APPLE = "/api/v1/stocks/AAPL.XNAS";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void nothingWasAsked() {
        api.past.asked.clear();
        api.entities.asked.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "/price?",
                "/history?",
                "/technicals?indicators=sma:2&",
                "/corporate-actions?",
                "/identifiers?",
                "/quality?"
            })
    void everyReadIsAnsweredByThePastAndSaysSo(String path) {
        HttpResponse<String> response = api.get(APPLE + path + "known_at=2024-02-01T09:30:00.5Z");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/meta/known_at").asText()).isEqualTo("2024-02-01T09:30:00.500Z");
        assertThat(json(response).at("/meta/sequence_number").asLong()).isEqualTo(1387);
        assertThat(response.headers().firstValue("ETag").orElse(""))
                .startsWith("\"stock-" + Samples.APPLE_ID + ":1387");
        assertThat(api.past.asked)
                .containsExactly(
                        "listing AAPL.XNAS on 2024-02-01 2024-02-01T09:30:00.500Z",
                        "stock " + Samples.APPLE_ID + " 2024-02-01T09:30:00.500Z");
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void withoutItTheLiveStockAnswersAndKnownAtIsNull() {
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));

        assertThat(json(api.get(APPLE + "/price")).at("/meta/known_at").isNull())
                .isTrue();
        assertThat(api.past.asked).isEmpty();
    }

    @Test
    void aDateMeansTheEndOfThatDayInUtc() {
        api.get("/api/v1/stocks/" + Samples.APPLE_ID + "/price?known_at=2024-02-01");

        assertThat(api.past.asked).containsExactly("stock " + Samples.APPLE_ID + " 2024-02-01T23:59:59.999999999Z");
    }

    @Test
    void theNameIsLookedUpOnTheBusinessDateAsItWasKnown() {
        api.get(APPLE + "/price?known_at=2024-02-01T12:00:00%2B02:00&as_of=2014-06-08");

        assertThat(api.past.asked).first().isEqualTo("listing AAPL.XNAS on 2014-06-08 2024-02-01T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T14:30:00.124Z, known-at-in-future",
        "2024-03-05, known-at-in-future",
        "2200-01-01, known-at-in-future",
        "yesterday, invalid-parameter",
        "2024-02-30, invalid-parameter",
        "2024-02-01T25:00:00Z, invalid-parameter",
        "2024-02-01T09:30:00, invalid-parameter",
        "'', invalid-parameter",
        "1800-01-01, invalid-parameter"
    })
    void whatIsNoInstantOfThePastIsRefused(String knownAt, String code) {
        HttpResponse<String> response = api.get(APPLE + "/price?known_at=" + knownAt);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").asText()).isEqualTo(code);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("known_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL.XNAS", Samples.APPLE_ID})
    void beforeItsFirstEventAnInstrumentIsUnknownAndTheAnswerSaysWhen(String name) {
        HttpResponse<String> response = api.get("/api/v1/stocks/" + name + "/price?known_at=2024-01-02T09:59:59Z");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").asText()).isEqualTo("unknown-instrument");
        assertThat(json(response).get("detail").asText()).contains(name, "2024-01-02T09:59:59Z");
    }

    @Test
    void aBusyNodeAnswers503WithRetryAfter() {
        HttpResponse<String> response = api.get("/api/v1/stocks/" + FakePast.BUSY + "?known_at=2024-02-01");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).get("code").asText()).isEqualTo("replay-busy");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void manyPricesAreReplayedOneByOneAndOneThatFailsDoesNotSpoilTheOthers() {
        JsonNode prices = json(api.get("/api/v1/stocks/prices?ids=AAPL.XNAS," + FakePast.BUSY + "," + Samples.APPLE_ID
                        + "&known_at=2024-02-01"))
                .get("prices");

        assertThat(prices.findValuesAsText("known_at")).hasSize(2).containsOnly("2024-02-01T23:59:59.999999999Z");
        assertThat(prices.at("/1/error/code").asText()).isEqualTo("replay-busy");
    }

    @Test
    void aRequestForThePastHasAtMostAHundredPrices() {
        String ids = String.join(",", Collections.nCopies(101, "A"));

        assertThat(api.get("/api/v1/stocks/prices?ids=" + ids + "&known_at=2024-02-01")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anEntityThatCannotReadItsJournalIsNamedInsteadOfWaitedFor() {
        String id = "0e0e0e0e-0000-4000-8000-000000000001";
        api.entities.stock(id, command -> null);
        api.past.faults.put("stock|" + id, Problems.journalUnreadable("stock|" + id, 7));

        HttpResponse<String> response = api.get("/api/v1/stocks/" + id + "/price");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).get("code").asText()).isEqualTo("journal-unreadable");
        assertThat(json(response).get("detail").asText()).isEqualTo("stock|" + id + " at sequence number 7");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
