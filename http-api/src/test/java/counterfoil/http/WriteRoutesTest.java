package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.market.Rule;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteRoutesTest {
    private static final String APPLE = "/api/v1/admin/stocks/AAPL.XNAS";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleTakesEverything() {
        api.entities.asked.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
    }

    @Test
    void aChangeSaysWhoAskedWhenAndUnderWhichRequest() {
        HttpResponse<String> response = patch("{\"name\":\"Apple\"}", "X-Request-Id", "r-1");

        assertThat(response.statusCode()).isEqualTo(200);
        StockCommand.ChangeInstrument asked = asked(StockCommand.ChangeInstrument.class);
        assertThat(asked.name()).isEqualTo("Apple");
        assertThat(asked.sector()).isNull();
        assertThat(asked.ifSequence()).isNull();
        assertThat(asked.cause().principal()).isEqualTo("admin-token");
        assertThat(asked.cause().requestId()).isEqualTo("r-1");
        assertThat(asked.cause().recordedAt()).isEqualTo(TestApi.NOW);
        // Hashed are the query, of which there is none, a zero byte, and the body.
        assertThat(asked.cause().bodyHash())
                .isEqualTo(
                        Digests.sha256Hex("\0{\"name\":\"Apple\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aChangeMayDependOnWhatWasRead() {
        String tag = "\"stock-" + Samples.APPLE_ID + ":1387\"";

        assertThat(patch("{\"name\":\"Apple\"}", "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(asked(StockCommand.ChangeInstrument.class).ifSequence()).isEqualTo(1387);
    }

    @Test
    void aChangeMayDependOnWhatWasReadDuringASession() {
        HttpResponse<String> read = api.get("/api/v1/stocks/" + Samples.APPLE_ID);
        String tag = read.headers().firstValue("ETag").orElseThrow();

        api.entities.asked.clear();
        assertThat(tag).contains(":session-");
        assertThat(patch("{\"name\":\"Apple\"}", "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(asked(StockCommand.ChangeInstrument.class).ifSequence()).isEqualTo(1387);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"stock-7f3c2a10-9b1e-8c4d-a001-000000000000:1387\"",
                "\"abc\"",
                "1387",
                "\"stock-" + Samples.APPLE_ID + ":\"",
                "\"stock-" + Samples.APPLE_ID + ":1387:9\"",
                "\"stock-" + Samples.APPLE_ID + ":99999999999999999999\"",
                "W/\"stock-" + Samples.APPLE_ID + ":1387\""
            })
    void aTagThatIsNotOfThisInstrumentDoesNotMatch(String tag) {
        HttpResponse<String> response = patch("{\"name\":\"Apple\"}", "If-Match", tag);

        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(code(response)).isEqualTo("sequence-changed");
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void aDelistingCarriesItsReason() {
        HttpResponse<String> response = api.post(APPLE + "/delist", "{\"on\":\"2024-01-02\",\"reason\":\"merged\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(asked(StockCommand.DelistInstrument.class).cause().reason())
                .isEqualTo(FakePersonalText.envelope("admin-token", "merged"));
        assertThat(asked(StockCommand.DelistInstrument.class).on()).hasToString("2024-01-02");
    }

    @Test
    void aQuestionIsAcceptedOrRejectedWithOrWithoutAReason() {
        assertThat(api.send(api.request(APPLE + "/questions/7/accept").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked(StockCommand.JudgeQuestion.class).accept()).isTrue();
        assertThat(asked(StockCommand.JudgeQuestion.class).question()).isEqualTo(7);

        api.entities.asked.clear();
        HttpResponse<String> rejected = api.post(APPLE + "/questions/7/reject", "{\"reason\":\"typing error\"}");
        assertThat(Contract.parse(rejected.body()).get("status").asText()).isEqualTo("rejected");
        assertThat(asked(StockCommand.JudgeQuestion.class).accept()).isFalse();
        assertThat(asked(StockCommand.JudgeQuestion.class).cause().reason())
                .isEqualTo(FakePersonalText.envelope("admin-token", "typing error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "%00"})
    void whatIsNoNumberIsNoQuestion(String question) {
        HttpResponse<String> response = api.post(APPLE + "/questions/" + question + "/accept", "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(code(response)).isEqualTo("unknown-question");
    }

    @Test
    void manyQuestionsAreSettledByNumberOrByAFilter() {
        HttpResponse<String> response =
                api.post(APPLE + "/questions", "{\"accept\":[1,3],\"reject\":[2],\"reason\":\"seen\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Contract.parse(response.body()).toString())
                .isEqualTo("{\"accepted\":[1,3],\"rejected\":[2],\"explained\":[9]}");
        StockCommand.JudgeQuestions asked = asked(StockCommand.JudgeQuestions.class);
        assertThat(asked.accept()).containsExactly(1L, 3L);
        assertThat(asked.cause().reason()).isEqualTo(FakePersonalText.envelope("admin-token", "seen"));

        api.entities.asked.clear();
        api.post(APPLE + "/questions", "{\"accept_where\":{\"rule\":\"jump-unexplained\"}}");
        StockCommand.JudgeMatching matching = asked(StockCommand.JudgeMatching.class);
        assertThat(matching.accept()).isTrue();
        assertThat(matching.filter().rule()).isEqualTo(Rule.JUMP_UNEXPLAINED);

        api.entities.asked.clear();
        assertThat(api.post(APPLE + "/questions", "{\"accept_where\":{}}").statusCode())
                .isEqualTo(422);
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void anImportIsTakenBackByItsId() {
        HttpResponse<String> response = api.post(APPLE + "/imports/abc-1/withdraw", "{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(asked(StockCommand.WithdrawImport.class).importId()).isEqualTo("abc-1");
        assertThat(code(api.post(APPLE + "/imports/a%20b/withdraw", "{}"))).isEqualTo("unknown-import");
    }

    @Test
    void theSameKeyIsTheSameCommandAndAnotherPathOrKeyIsNot() {
        String first = commandId(APPLE + "/delist", "key-1");

        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(commandId(APPLE + "/delist", "key-1")).isEqualTo(first);
        assertThat(commandId(APPLE + "/delist", "key-2")).isNotEqualTo(first);
        assertThat(commandId("/api/v1/admin/stocks/" + Samples.APPLE_ID + "/delist", "key-1"))
                .isNotEqualTo(first);
        assertThat(commandId(APPLE + "/delist", null)).isNotEqualTo(commandId(APPLE + "/delist", null));
    }

    private String commandId(String path, @org.jspecify.annotations.Nullable String key) {
        api.entities.asked.clear();
        HttpRequest.Builder request = api.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"on\":\"2024-01-02\"}"));
        assertThat(api.send(key == null ? request : request.header("Idempotency-Key", key))
                        .statusCode())
                .isEqualTo(200);
        return asked(StockCommand.DelistInstrument.class).cause().commandId();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "tab\there"})
    void aKeyOfOtherThanVisibleAsciiIsRefused(String key) {
        assertThat(code(delist(key))).isEqualTo("invalid-idempotency-key");
        assertThat(delist(key).statusCode()).isEqualTo(400);
    }

    @Test
    void aKeyHasAtMost128Characters() {
        assertThat(delist("k".repeat(128)).statusCode()).isEqualTo(200);
        assertThat(delist("k".repeat(129)).statusCode()).isEqualTo(400);
    }

    @Test
    void aRepeatSaysThatItIsOneIfTheClientGaveAKey() {
        api.entities.stock(Samples.APPLE_ID, command -> Samples.kept(Samples.APPLE_ID, false, true, 9));

        assertThat(delist("key-1").headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(api.post(APPLE + "/delist", "{\"on\":\"2024-01-02\"}")
                        .headers()
                        .firstValue("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void nothingIsAskedWhenTheBodyIsNotAsItMustBe() {
        assertThat(api.post(APPLE + "/delist", "{\"on\":").statusCode()).isEqualTo(400);
        assertThat(api.post(APPLE + "/delist", "{\"on\":\"2024-02-30\"}").statusCode())
                .isEqualTo(422);
        assertThat(api.post(APPLE + "/delist", "{\"on\":\"2024-01-02\",\"admin\":true}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post(APPLE + "/delist", "{\"on\":\"2024-01-02\",\"on\":\"2024-01-03\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void listingAnswersCreatedWithTheIdThatItsIdentityGives() {
        api.entities.otherStocks((id, command) -> Samples.kept(id, true, false, 1));

        HttpResponse<String> first = list("new-1");
        assertThat(first.statusCode()).isEqualTo(201);
        String id = Contract.parse(first.body()).get("instrument_id").asText();
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(first.headers().firstValue("Location")).contains("/api/v1/stocks/" + id);
        assertThat(Contract.parse(list("new-1").body()).get("instrument_id").asText())
                .isEqualTo(id);
        assertThat(Contract.parse(list("new-2").body()).get("instrument_id").asText())
                .isNotEqualTo(id);
    }

    @Test
    void listingTheSameAgainIsAnsweredByWhoHoldsTheTicker() {
        api.entities.otherStocks((id, command) -> new StockView.Refused(Refusals.taken("AAPL.XNAS")));
        api.entities.stock(Samples.APPLE_ID, command -> Samples.kept(Samples.APPLE_ID, false, false, 5));

        HttpResponse<String> response = list("again");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Contract.parse(response.body()).get("instrument_id").asText())
                .isEqualTo(Samples.APPLE_ID);
    }

    @Test
    void listingTheSameTickerWithOtherDetailsNamesThem() {
        api.entities.otherStocks((id, command) -> new StockView.Refused(Refusals.taken("AAPL.XNAS")));
        api.entities.stock(
                Samples.APPLE_ID,
                command -> new StockView.Refused(new counterfoil.protocol.Refusal.InstrumentDiffers(
                        Samples.APPLE_ID, List.of("name", "sector"))));

        HttpResponse<String> response = list("changed");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(code(response)).isEqualTo("instrument-differs");
        assertThat(Contract.parse(response.body()).get("errors").findValuesAsText("pointer"))
                .containsExactly("/name", "/sector");
    }

    @Test
    void anotherInstrumentWithTheSameIsinIsAConflictOfTheIdentifier() {
        api.entities.otherStocks((id, command) -> new StockView.Refused(Refusals.taken("isin")));
        api.entities.stock(
                Samples.APPLE_ID,
                command -> new StockView.Refused(
                        new counterfoil.protocol.Refusal.InstrumentDiffers(Samples.APPLE_ID, List.of("identifiers"))));

        HttpResponse<String> response = list("isin");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(code(response)).isEqualTo("identifier-taken");
    }

    private HttpResponse<String> list(String key) {
        return api.send(api.request("/api/v1/admin/stocks")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(Samples.APPLE_JSON)));
    }

    private HttpResponse<String> delist(String key) {
        return api.send(api.request(APPLE + "/delist")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"on\":\"2024-01-02\"}")));
    }

    private HttpResponse<String> patch(String body, String header, String value) {
        return api.send(api.request(APPLE)
                .header("Content-Type", "application/json")
                .header(header, value)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private <C extends StockCommand> C asked(Class<C> kind) {
        return kind.cast(api.entities.asked.element());
    }

    private static String code(HttpResponse<String> response) {
        JsonNode code = Contract.parse(response.body()).get("code");
        return code == null ? "" : code.asText();
    }
}
