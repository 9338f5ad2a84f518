package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.TestLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log that is not there, or a journal that is not as it was. */
class AuditFaultsIT {
    private static final String AUDIT = "/api/v1/audit";
    private static final Instant AT = Instant.parse("2024-03-05T14:30:00Z");
    private static final TestApi API = TestApi.shared();

    @AfterEach
    void nothingIsLeft() {
        API.log = () -> {
            throw new SQLException("there is no database");
        };
        API.keys = List.of();
    }

    @Test
    void aRowThatWasChangedAfterSealingIsNamed() throws SQLException {
        TestDatabase changed = TestDatabase.shared();
        TestLog sealed = new TestLog(changed);
        sealed.write("stock|a", "stock.BarsRecorded.v1", 3, AT);
        sealed.seal();
        sealed.publish(AT);
        API.log = changed::asApp;
        API.keys = sealed.keys();
        String path = AUDIT + "/proof/inclusion?type=stock&id=a&sequence_number=2";
        String proof =
                API.send(API.request(path).header("Accept", "text/plain").GET()).body();

        changed(changed, "UPDATE event_journal SET event_payload = 'x' WHERE sequence_number = 2");
        assertProblem(API.get(path), 409, "journal-altered");
        assertThat(code("event_proof", proof)).isEqualTo("journal-altered");

        changed(changed, "DELETE FROM event_journal WHERE sequence_number = 2");
        assertProblem(API.get(path), 404, "unknown-event");
        assertThat(code("event_proof", proof)).isEqualTo("journal-altered");
        assertProblem(API.get(AUDIT + "/log/tile/entries/000.p/3"), 409, "journal-altered");
        assertProblem(API.get(AUDIT + "/export"), 409, "journal-altered");
    }

    private static void changed(TestDatabase database, String change) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_journal DISABLE TRIGGER append_only");
            statement.execute(change);
        }
    }

    @Test
    void beforeTheFirstHeadThereIsNothingToShow() throws SQLException {
        TestDatabase empty = TestDatabase.shared();
        API.log = empty::asApp;
        API.keys = List.of();
        for (String path : List.of(
                "/log/checkpoint",
                "/log/tile/0/000.p/1",
                "/log/heads",
                "/log/keys",
                "/proof/inclusion?type=stock&id=a&sequence_number=1",
                "/proof/consistency?from=0",
                "/export",
                "/reports/retention")) {
            assertProblem(API.get(AUDIT + path), 404, "nothing-sealed");
        }
        assertProblem(API.post(AUDIT + "/verify", "{\"head\":\"a\"}"), 404, "nothing-sealed");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidSo() {
        API.log = () -> {
            throw new SQLException("connection refused");
        };
        assertProblem(API.get(AUDIT + "/log/checkpoint"), 503, "database-unavailable");
        assertProblem(API.get(AUDIT + "/export"), 503, "database-unavailable");
    }

    private static JsonNode verdict(String what, String text) {
        try {
            HttpResponse<String> response =
                    API.post(AUDIT + "/verify", new ObjectMapper().writeValueAsString(Map.of(what, text)));
            assertThat(response.statusCode()).isEqualTo(200);
            return json(response);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String code(String what, String text) {
        JsonNode verdict = verdict(what, text);
        assertThat(verdict.get("verified").asBoolean()).isFalse();
        assertThat(verdict.get("reason").asText()).isNotBlank();
        return verdict.get("code").asText();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(json(response).get("code").asText()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
