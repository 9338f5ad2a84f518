package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldScope;
import counterfoil.protocol.hold.HoldView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldRoutesTest {
    private static final String HOLDS = "/api/v1/audit/legal-holds";
    private static final String ID = "7f3c2a10-9b1e-8c4d-a001-0123456789ab";
    private static final String STOCK = "{\"scope\":{\"type\":\"stock\",\"id\":\"aapl\"},\"reason\":\"a court\"}";

    private final TestApi api = TestApi.shared();
    private final AtomicReference<@Nullable HoldCommand> heard = new AtomicReference<>();

    @BeforeEach
    void aRegisterThatDoesAsAsked() {
        api.entities.holds = command -> {
            heard.set(command);
            return switch (command) {
                case HoldCommand.PlaceHold place -> kept(place.holdId(), place.scope(), place.cause(), null);
                case HoldCommand.ReleaseHold release ->
                    kept(release.holdId(), HoldScope.EVERYTHING, release.cause(), release.cause());
                case HoldCommand.GetHold get -> new HoldView.Refused(new Refusal.UnknownHold(get.holdId()));
                case HoldCommand.ListHolds list -> new HoldView.Page(List.of(), list.after() + 20, 27);
                case HoldCommand.FindCovering find -> new HoldView.Coverage(List.of());
            };
        };
    }

    @AfterEach
    void asItWas() {
        api.entities.holds = command -> new HoldView.Page(List.of(), null, 0);
        api.databaseUp = true;
    }

    private static HoldView kept(String id, HoldScope scope, Cause placed, @Nullable Cause asked) {
        return new HoldView.Kept(new Hold(id, scope, placed, asked, null), false);
    }

    @Test
    void aHoldIsPlacedOnceUnderItsKey() {
        HttpResponse<String> first = place(STOCK, "key-1");
        HttpResponse<String> second = place(STOCK, "key-1");
        HttpResponse<String> other = place(STOCK, "key-2");

        assertThat(first.statusCode()).isEqualTo(201);
        String id = json(first).get("hold_id").asText();
        assertThat(first.headers().firstValue("Location")).contains(HOLDS + "/" + id);
        assertThat(json(first).at("/scope/type").asText()).isEqualTo("stock");
        assertThat(json(second).get("hold_id").asText()).isEqualTo(id);
        assertThat(json(other).get("hold_id").asText()).isNotEqualTo(id);
    }

    private HttpResponse<String> place(String body, String key) {
        return api.send(api.request(HOLDS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void everythingCanBeHeld() {
        HttpResponse<String> response = api.post(HOLDS, "{\"scope\":{\"everything\":true},\"reason\":\"a court\"}");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(((HoldCommand.PlaceHold) Objects.requireNonNull(heard.get())).scope())
                .isEqualTo(HoldScope.EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"scope\":{\"everything\":true}}",
                "{\"scope\":{},\"reason\":\"r\"}",
                "{\"scope\":{\"everything\":false},\"reason\":\"r\"}",
                "{\"scope\":{\"everything\":true,\"type\":\"stock\",\"id\":\"a\"},\"reason\":\"r\"}",
                "{\"scope\":{\"type\":\"stock\"},\"reason\":\"r\"}",
                "{\"scope\":{\"type\":\"Stock\",\"id\":\"a\"},\"reason\":\"r\"}",
                "{\"scope\":{\"type\":\"stock\",\"id\":\"a|b\"},\"reason\":\"r\"}",
                "{\"scope\":{\"type\":\"stock\",\"id\":\"\"},\"reason\":\"r\"}",
                "{\"scope\":{\"everything\":true},\"reason\":\" \"}",
                "{\"scope\":{\"everything\":true},\"reason\":\"r\",\"by\":\"me\"}",
                "{\"scope\":\"everything\",\"reason\":\"r\"}"
            })
    void aHoldWithoutScopeOrReasonIsRefused(String body) {
        heard.set(null);
        HttpResponse<String> response = api.post(HOLDS, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(heard.get()).isNull();
    }

    @Test
    void askingForAReleaseLeavesTheHoldInForce() {
        HttpResponse<String> response = api.send(api.request(HOLDS + "/" + ID).DELETE());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("in_force").asBoolean()).isTrue();
        assertThat(json(response).at("/release_asked/by").asText()).isEqualTo("admin-token");
    }

    @Test
    void theSamePersonTwiceIsOnePerson() {
        api.entities.holds = command -> new HoldView.Refused(new Refusal.SecondPersonNeeded(ID, "admin-token"));
        HttpResponse<String> response = api.send(api.request(HOLDS + "/" + ID).DELETE());
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("code").asText()).isEqualTo("second-person-needed");
    }

    @Test
    void anIdThatIsNoneAsksNobody() {
        heard.set(null);
        assertThat(api.send(api.request(HOLDS + "/x").DELETE()).statusCode()).isEqualTo(404);
        assertThat(api.get(HOLDS + "/x").statusCode()).isEqualTo(404);
        assertThat(heard.get()).isNull();
        assertThat(api.get(HOLDS + "/" + ID).statusCode()).isEqualTo(404);
    }

    @Test
    void theListGoesOnWhereThePageBeforeEnded() {
        JsonNode first = json(api.get(HOLDS + "?in_force=true"));
        assertThat(first.get("in_force").asInt()).isEqualTo(27);
        api.get(HOLDS + "?in_force=true&page_token="
                + first.get("next_page_token").asText());
        assertThat(heard.get()).isInstanceOfSatisfying(HoldCommand.ListHolds.class, list -> {
            assertThat(list.after()).isEqualTo(20);
            assertThat(list.limit()).isEqualTo(HoldView.MAX_PAGE);
            assertThat(list.onlyInForce()).isTrue();
        });
        assertThat(api.get(HOLDS + "?in_force=maybe").statusCode()).isEqualTo(422);
        assertThat(api.get(HOLDS + "?page_token=AAAAAAAAAAAAAAAA").statusCode()).isEqualTo(422);
    }

    @Test
    void withoutItsDatabaseNoHoldIsPlacedOrReleased() {
        heard.set(null);
        api.databaseUp = false;
        assertThat(api.post(HOLDS, STOCK).statusCode()).isEqualTo(503);
        assertThat(api.send(api.request(HOLDS + "/" + ID).DELETE()).statusCode())
                .isEqualTo(503);
        assertThat(heard.get()).isNull();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
