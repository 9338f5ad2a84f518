package counterfoil.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.protocol.Cause;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.stock.StockCommand;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a text that a person writes, at the edge of HTTP. */
class PersonalTextTest {
    private static final String REJECT = "/api/v1/admin/stocks/AAPL.XNAS/questions/7/reject";
    private static final String BODY = "{\"reason\":\"fired\"}";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleTakesEverything() {
        api.entities.asked.clear();
        api.entities.erasures.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
        api.entities.holds = command -> new HoldView.Coverage(List.of());
    }

    @AfterEach
    void forget() {
        api.personal.away = false;
        api.personal.erased.clear();
        api.entities.erasuresComplete = true;
    }

    private Cause asked() {
        return api.entities.asked.stream()
                .filter(StockCommand.JudgeQuestion.class::isInstance)
                .map(StockCommand.JudgeQuestion.class::cast)
                .findFirst()
                .orElseThrow()
                .cause();
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " "
                + Contract.parse(response.body()).path("code").asText();
    }

    @Test
    void theHashOfABodyWithAReasonCannotBeTriedOut() {
        api.post(REJECT, BODY);
        String plain = Digests.sha256Hex(("\0" + BODY).getBytes(UTF_8));
        assertThat(asked().bodyHash())
                .isEqualTo(Digests.sha256Hex(("key of admin-token" + plain).getBytes(UTF_8)))
                .isNotEqualTo(plain);
    }

    @Test
    void withoutItsKeysAReasonIsRefusedAndNothingIsAsked() {
        api.personal.away = true;
        HttpResponse<String> refused = api.post(REJECT, BODY);
        assertThat(code(refused)).isEqualTo("503 keys-unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).doesNotContain("fired");
        assertThat(api.entities.asked).isEmpty();
        assertThat(api.post(REJECT, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void whoWasErasedWritesNoReasonAnyMore() {
        api.personal.erased.add("admin-token");
        assertThat(code(api.post(REJECT, BODY))).isEqualTo("409 subject-erased");
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void aSubjectIsErasedInTheNameOfWhoAsks() {
        HttpResponse<String> answer =
                api.post("/api/v1/admin/subjects/user-7/erase", "{\"reason\":\"asked for by letter\"}");
        JsonNode body = Contract.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.get("subject").asText()).isEqualTo("user-7");
        assertThat(body.get("erased_at").asText()).isEqualTo(TestApi.NOW.toString());
        assertThat(body.get("complete").asBoolean()).isTrue();
        assertThat(api.entities.erasures).hasSize(1).first().satisfies(erase -> {
            assertThat(erase.cause().principal()).isEqualTo("admin-token");
            assertThat(erase.cause().reason())
                    .isEqualTo(FakePersonalText.envelope("admin-token", "asked for by letter"));
        });
    }

    @Test
    void anErasureThatIsNotCompleteSaysSo() {
        api.entities.erasuresComplete = false;
        HttpResponse<String> answer = api.post("/api/v1/admin/subjects/user-7/erase", "{}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Contract.parse(answer.body()).get("complete").asBoolean()).isFalse();
    }

    @Test
    void aLegalHoldForbidsAnErasure() {
        api.entities.holds = command -> new HoldView.Coverage(List.of("hold-1", "hold-2"));
        HttpResponse<String> refused = api.post("/api/v1/admin/subjects/user-7/erase", "{}");
        assertThat(code(refused)).isEqualTo("409 legal-hold");
        assertThat(refused.body()).contains("hold-1, hold-2");
        assertThat(api.entities.erasures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user%7C7", "user%207", "us%C3%A9r"})
    void whatIsNoSubjectIsRefused(String subject) {
        assertThat(code(api.post("/api/v1/admin/subjects/" + subject + "/erase", "{}")))
                .isEqualTo("422 invalid-parameter");
        assertThat(api.entities.erasures).isEmpty();
    }
}
