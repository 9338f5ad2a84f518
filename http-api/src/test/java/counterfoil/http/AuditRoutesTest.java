package counterfoil.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.http.audit.AuditedEvent;
import counterfoil.persistence.query.StoredEvent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRoutesTest {
    private static final String STOCK = "/api/v1/audit/entities/stock/" + Samples.APPLE_ID;
    private static final Instant RECORDED = Instant.parse("2024-01-02T10:00:00Z");

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void threeEvents() {
        api.past.asked.clear();
        api.past.events = List.of(event(1, "{\"close\":1.10}", 17L), event(2, "{\"close\":1.1}", null), broken(3));
    }

    private static AuditedEvent event(long number, String body, @Nullable Long position) {
        byte[] payload = body.getBytes(UTF_8);
        return new AuditedEvent(
                new StoredEvent(number, 1_704_189_600_123L, false, 9001, "stock.BarsRecorded.v2", payload, position),
                RECORDED,
                null);
    }

    private static AuditedEvent broken(long number) {
        byte[] payload = {1, 2, 3};
        return new AuditedEvent(new StoredEvent(number, 0, true, 7, "who knows", payload, null), null, "unreadable");
    }

    @Test
    void eventsAreShownAsTheyStandWithTheirPlaceInTheLog() {
        HttpResponse<String> response = api.get(STOCK + "/events");
        JsonNode first = json(response).at("/events/0");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"body\":{\"close\":1.10}");
        assertThat(first.get("sequence_number").asLong()).isEqualTo(1);
        assertThat(first.get("recorded_at").asText()).isEqualTo("2024-01-02T10:00:00Z");
        assertThat(first.get("written_at").asText()).isEqualTo("2024-01-02T10:00:00.123Z");
        assertThat(first.get("type").asText()).isEqualTo("stock.BarsRecorded");
        assertThat(first.get("version").asInt()).isEqualTo(2);
        assertThat(first.get("position").asLong()).isEqualTo(17);
        assertThat(json(response).at("/events/1/position").isNull()).isTrue();
        assertThat(json(response).get("next_from").isNull()).isTrue();
    }

    @Test
    void aRowThatCannotBeReadIsShownInBase64WithTheReason() {
        JsonNode broken = json(api.get(STOCK + "/events")).at("/events/2");

        assertThat(broken.get("body").isNull()).isTrue();
        assertThat(broken.get("payload_base64").asText()).isEqualTo("AQID");
        assertThat(broken.get("fault").asText()).isEqualTo("unreadable");
        assertThat(broken.get("type").asText()).isEqualTo("who knows");
        assertThat(broken.get("version").isNull()).isTrue();
    }

    @Test
    void pagesFollowEachOtherBySequenceNumber() {
        HttpResponse<String> first = api.get(STOCK + "/events?limit=2");

        assertThat(json(first).get("next_from").asLong()).isEqualTo(3);
        assertThat(first.headers().firstValue("Link")).contains("<" + STOCK + "/events?from=3&limit=2>; rel=\"next\"");
        assertThat(json(api.get(STOCK + "/events?from=3&limit=2")).get("events"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"from=0", "from=-1", "from=x", "from=", "from=1234567890123456789", "limit=0", "limit=1001"})
    void whatIsNoPageIsRefused(String query) {
        assertThat(api.get(STOCK + "/events?" + query).statusCode()).isEqualTo(422);
    }

    @Test
    void aStateComesWithWhatItStandsForAndItsDigest() {
        JsonNode state = json(api.get(STOCK + "/state?known_at=2024-02-01&as_of=2024-01-31"));

        assertThat(state.get("sequence_number").asLong()).isEqualTo(3);
        assertThat(state.get("known_at").asText()).isEqualTo("2024-02-01T23:59:59.999999999Z");
        assertThat(state.get("as_of").asText()).isEqualTo("2024-01-31");
        assertThat(state.get("digest").asText()).isEqualTo("ab".repeat(32));
        assertThat(state.at("/state/name").asText()).isEqualTo("Apple Inc.");
        assertThat(api.past.asked)
                .containsExactly("state stock " + Samples.APPLE_ID + " 2024-02-01T23:59:59.999999999Z 2024-01-31");
    }

    @Test
    void theIdOfAListingOrANodeMayHoldAColon() {
        api.get("/api/v1/audit/entities/listing/isin:US0378331005/state");
        api.get("/api/v1/audit/entities/node/127.0.0.1%3A25520/state");

        assertThat(api.past.asked)
                .containsExactly("state listing isin:US0378331005 null null", "state node 127.0.0.1:25520 null null");
    }

    @Test
    void nobodyAuditsWithoutAToken() {
        assertThat(api.send(api.anonymous(STOCK + "/state").GET()).statusCode()).isEqualTo(401);
        assertThat(api.send(api.anonymous(STOCK + "/events").GET()).statusCode())
                .isEqualTo(401);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
