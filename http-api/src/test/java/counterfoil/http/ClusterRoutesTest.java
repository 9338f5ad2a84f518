package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.http.cluster.ClusterAccess.Leave;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterRoutesTest {
    private static final String LEAVE = "/api/v1/cluster/members/" + FakeCluster.OTHER + "/leave";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    @AfterEach
    void everythingIsWell() {
        api.cluster.wishes.clear();
        api.cluster.outcome = Leave.LEAVING;
        api.cluster.otherIsReachable = true;
        api.databaseUp = true;
    }

    @Test
    void membersAreListedTheOldestFirst() {
        JsonNode members = json(api.get("/api/v1/cluster/members")).get("members");

        assertThat(members).hasSize(2);
        assertThat(members.get(0).get("address").asText()).isEqualTo(FakeCluster.SELF);
        assertThat(members.get(0).get("oldest").asBoolean()).isTrue();
        assertThat(members.get(0).get("this_node").asBoolean()).isTrue();
        assertThat(members.get(1).get("started_at").isNull()).isTrue();
    }

    @Test
    void theHealthOfTheClusterNamesWhoCannotBeReached() {
        assertThat(json(api.get("/api/v1/health/cluster")).get("status").asText())
                .isEqualTo("healthy");

        api.cluster.otherIsReachable = false;
        JsonNode health = json(api.get("/api/v1/health/cluster"));
        assertThat(health.get("status").asText()).isEqualTo("degraded");
        assertThat(health.get("unreachable").get(0).asText()).isEqualTo(FakeCluster.OTHER);
        assertThat(health.get("majority").asBoolean()).isFalse();
        assertThat(health.at("/pulse/condition").asText()).isEqualTo("steady");
    }

    @Test
    void shardsAreCountedByTypeAndNodeAndTheSilentAreNamed() {
        JsonNode type = json(api.get("/api/v1/cluster/shards")).at("/types/0");

        assertThat(type.get("type").asText()).isEqualTo("stock");
        assertThat(type.at("/nodes/0/shards").asInt()).isEqualTo(64);
        assertThat(type.at("/unanswered/0").asText()).isEqualTo(FakeCluster.OTHER);
    }

    @Test
    void aMemberThatLeavesIsToldWhoWantsIt() {
        HttpResponse<String> response = api.send(api.request(LEAVE + "?force=true")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(202);
        FakeCluster.Wish wish = api.cluster.wishes.remove();
        assertThat(wish.address()).isEqualTo(FakeCluster.OTHER);
        assertThat(wish.force()).isTrue();
        assertThat(wish.cause().principal()).isEqualTo("admin-token");
        assertThat(wish.cause().recordedAt()).isEqualTo(TestApi.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 404, unknown-member",
        "LAST, 409, leave-unsafe",
        "NO_MAJORITY, 409, leave-unsafe",
        "UNREACHABLE, 409, leave-unsafe",
        "UNANSWERED, 503, outcome-unknown",
    })
    void whatKeepsAMemberIsSaid(Leave outcome, int status, String code) {
        api.cluster.outcome = outcome;
        HttpResponse<String> response = api.send(api.request(LEAVE).POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("code").asText()).isEqualTo(code);
    }

    @Test
    void whatIsNoAddressIsNoMemberAndForceIsYesOrNo() {
        HttpResponse<String> nobody =
                api.send(api.request("/api/v1/cluster/members/nobody/leave").POST(BodyPublishers.noBody()));
        HttpResponse<String> perhaps =
                api.send(api.request(LEAVE + "?force=perhaps").POST(BodyPublishers.noBody()));

        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(perhaps.statusCode()).isEqualTo(422);
        assertThat(api.cluster.wishes).isEmpty();
    }

    @Test
    void aWishThatCannotBeRecordedIsRefused() {
        api.databaseUp = false;
        HttpResponse<String> response = api.send(api.request(LEAVE).POST(BodyPublishers.noBody()));

        assertThat(json(response).get("code").asText()).isEqualTo("database-unavailable");
        assertThat(api.cluster.wishes).isEmpty();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
