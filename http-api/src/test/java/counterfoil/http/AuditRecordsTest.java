package counterfoil.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.audit.AuditCommand.RecordRead;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reads records unrecorded. */
class AuditRecordsTest {
    private static final String PROOF = "/api/v1/audit/proof/inclusion?type=stock&id=a&sequence_number=1";
    private static final String CHECKPOINT = "/api/v1/audit/log/checkpoint";

    /** Each test has minutes of its own, since a minute is recorded once. */
    private static Instant next = Instant.parse("2025-01-01T00:00:00Z");

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void aMinuteWithoutRecords() {
        next = next.plus(Duration.ofHours(1));
        api.now = next;
        api.entities.reads.clear();
    }

    @AfterEach
    void asItWas() {
        api.now = TestApi.NOW;
        api.databaseUp = true;
        api.entities.recordsReads = true;
    }

    @Test
    void theFirstReadOfAMinuteIsRecordedBeforeAnythingElseHappens() {
        // There is no log to read, so what is recorded was recorded first.
        assertThat(api.get(PROOF).statusCode()).isEqualTo(503);

        RecordRead read = api.entities.reads.element();
        assertThat(read.kind()).isEqualTo("inclusion-proof");
        assertThat(read.parameters()).isEqualTo(Map.of("persistence_id", "stock|a", "sequence_number", "1"));
        assertThat(read.cause().principal()).isEqualTo("admin-token");
        assertThat(read.cause().recordedAt()).isEqualTo(next);
    }

    @Test
    void ofOneKindOneReadAMinuteIsRecorded() {
        for (int i = 0; i < 5; i++) {
            api.get(PROOF);
            api.get(CHECKPOINT);
        }
        assertThat(api.entities.reads).extracting(RecordRead::kind).containsExactly("inclusion-proof", "checkpoint");

        api.now = next.plusSeconds(60);
        api.get(PROOF);
        assertThat(api.entities.reads).hasSize(3);
    }

    @Test
    void aReadThatCannotBeRecordedIsNotAnswered() {
        api.entities.recordsReads = false;
        assertProblem(api.get(CHECKPOINT), 503, "deadline-exceeded");
        api.entities.recordsReads = true;
        api.get(CHECKPOINT);
        assertThat(api.entities.reads).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsReadNotEvenInARecordedMinute() {
        api.get(CHECKPOINT);
        api.databaseUp = false;
        assertProblem(api.get(CHECKPOINT), 503, "database-unavailable");
        assertThat(api.entities.reads).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/audit/log/tile/x",
                "/api/v1/audit/log/heads?from=x",
                "/api/v1/audit/proof/consistency",
                "/api/v1/audit/export?format=x",
                "/api/v1/audit/legal-holds/x"
            })
    void aRequestThatMakesNoSenseIsNoRead(String path) {
        assertThat(api.get(path).statusCode()).isIn(404, 422);
        assertThat(api.entities.reads).isEmpty();
    }

    @Test
    void whoShowsNoTokenReadsNothingAndLeavesNothing() {
        for (String path : List.of(PROOF, CHECKPOINT, "/api/v1/audit/legal-holds")) {
            assertProblem(api.send(api.anonymous(path).GET()), 401, "unauthenticated");
        }
        assertThat(api.entities.reads).isEmpty();
    }

    @Test
    void aParameterThatMayNameAPersonStandsInTheRecordByItsHash() {
        api.get("/api/v1/audit/entities/stock/Anna%20Schmidt/state");
        assertThat(api.entities.reads.element().parameters().get("id"))
                .isEqualTo("sha256:" + Digests.sha256Hex("Anna Schmidt".getBytes(UTF_8)));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(Contract.parse(response.body()).get("code").asText()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
