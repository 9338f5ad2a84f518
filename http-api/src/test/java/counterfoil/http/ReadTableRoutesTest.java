package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.persistence.query.AuditEntry;
import counterfoil.persistence.query.AuditPage;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.FoundInstrument;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.ReadTableStatus.Condition;
import counterfoil.persistence.query.TableBasis;
import counterfoil.protocol.Enciphered;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTableRoutesTest {
    private static final String STOCKS = "/api/v1/stocks";
    private static final String LOGS = "/api/v1/admin/audit-logs";
    private static final String PROJECTIONS = "/api/v1/admin/projections";
    private static final TableBasis BASIS = new TableBasis(1, 2, 41, 40);

    private final TestApi api = TestApi.shared();

    @BeforeEach
    @AfterEach
    void nothingIsFound() {
        api.reads.instruments = new InstrumentPage(List.of(), false, BASIS);
        api.reads.entries = new AuditPage(List.of(), false, BASIS);
        api.reads.statuses =
                List.of(status("audit-list", Condition.HEALTHY), status("instrument-search", Condition.HEALTHY));
        api.reads.failure = null;
        api.reads.told.clear();
        api.databaseUp = true;
    }

    private static ReadTableStatus status(String name, Condition condition) {
        return new ReadTableStatus(
                name,
                condition,
                1,
                2,
                41,
                7,
                Duration.ofMillis(1_500),
                condition == Condition.PARKED ? 1 : 0,
                condition == Condition.PARKED ? 3 : 0,
                condition == Condition.PARKED
                        ? List.of(
                                new ReadTableStatus.Parked(12, "stock|x", "stock.InstrumentChanged.v1", "no such row"))
                        : List.of(),
                new ReadTableStatus.Rebuild(3, 20),
                condition == Condition.STOPPED ? "the journal lacks the row that was sealed at position 42" : null);
    }

    private static FoundInstrument found(String ticker, @Nullable LocalDate delistedOn) {
        return new FoundInstrument(
                Samples.APPLE_ID,
                ticker,
                "XNAS",
                "Apple Inc.",
                "USD",
                "common_stock",
                null,
                delistedOn,
                FoundInstrument.Match.NAME,
                new InstrumentQuestion.Place(6, 812, ticker, Samples.APPLE_ID));
    }

    /** As PostgreSQL prints the envelope of an event. */
    private static String envelope(String subject, String text) {
        Enciphered envelope = FakePersonalText.envelope(subject, text);
        return "{\"nonce\": \"%s\", \"subject\": \"%s\", \"ciphertext\": \"%s\", \"key_version\": 1}"
                .formatted(
                        Base64.getEncoder().encodeToString(envelope.nonce()),
                        subject,
                        Base64.getEncoder().encodeToString(envelope.ciphertext()));
    }

    private static AuditEntry entry(long position, @Nullable String reason) {
        return new AuditEntry(
                position,
                Instant.parse("2026-11-20T10:00:00.123456Z"),
                "user-7",
                null,
                "req-1",
                "stock.InstrumentListed",
                1,
                "stock|" + Samples.APPLE_ID,
                1,
                reason);
    }

    @Test
    void whatIsFoundComesWithItsReasonAndWithWhatItRestsOn() {
        api.reads.instruments =
                new InstrumentPage(List.of(found("AAPL", null), found("APLE", LocalDate.of(2024, 3, 5))), false, BASIS);

        HttpResponse<String> response = api.get(STOCKS + "?q=apple&sector=Technology&exchange=xnas&limit=2");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = json(response);
        assertThat(body.at("/stocks/0/ticker").asText()).isEqualTo("AAPL");
        assertThat(body.at("/stocks/0/match").asText()).isEqualTo("name");
        assertThat(body.at("/stocks/0/status").asText()).isEqualTo("active");
        assertThat(body.at("/stocks/1/status").asText()).isEqualTo("delisted");
        assertThat(body.at("/meta/position").asLong()).isEqualTo(41);
        assertThat(body.at("/meta/lag_positions").asLong()).isEqualTo(7);
        assertThat(body.at("/meta/lag_seconds").asDouble()).isEqualTo(1.5);
        assertThat(body.at("/meta/stale").asBoolean()).isFalse();
        assertThat(api.reads.lastSearch)
                .isEqualTo(new InstrumentQuestion("apple", "Technology", "XNAS", LocalDate.of(2024, 3, 5), 2, null));
    }

    @Test
    void theSameTableAnswersNotModifiedUntilAnEventChangesIt() {
        String tag = api.get(STOCKS + "?q=apple").headers().firstValue("ETag").orElseThrow();

        assertThat(api.send(api.request(STOCKS + "?q=apple")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        api.reads.instruments = new InstrumentPage(List.of(), false, new TableBasis(1, 2, 50, 45));
        assertThat(api.send(api.request(STOCKS + "?q=apple")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theNextPageBeginsBehindTheLastInstrument() {
        api.reads.instruments = new InstrumentPage(List.of(found("AAPL", null)), true, BASIS);
        HttpResponse<String> first = api.get(STOCKS + "?q=app%26le&limit=1");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).contains(json(first).get("next_page_token").asText()).endsWith("rel=\"next\"");

        api.get(link.substring(1, link.indexOf('>')));

        InstrumentQuestion asked = Objects.requireNonNull(api.reads.lastSearch);
        assertThat(asked.text()).isEqualTo("app&le");
        assertThat(asked.after()).isEqualTo(found("AAPL", null).place());
    }

    @Test
    void aPageTokenOfAnotherSearchIsRefused() {
        api.reads.instruments = new InstrumentPage(List.of(found("AAPL", null)), true, BASIS);
        String token = json(api.get(STOCKS + "?q=apple")).get("next_page_token").asText();

        assertThat(problem(api.get(STOCKS + "?q=pear&page_token=" + token))).isEqualTo("422 invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?q=",
                "?q=%20",
                "?q=a%00b",
                "?limit=0",
                "?limit=1001",
                "?exchange=XXXX",
                "?exchange=%25",
                "?sector=",
                "?page_token=abc",
                "?page_token=AAAAAAAAAAAAAAAA",
            })
    void aParameterOutOfItsLimitIsRefused(String query) {
        assertThat(problem(api.get(STOCKS + query))).isEqualTo("422 invalid-parameter");
    }

    @Test
    void aTextHasAtMostAHundredCharacters() {
        assertThat(api.get(STOCKS + "?q=" + "a".repeat(100)).statusCode()).isEqualTo(200);
        assertThat(problem(api.get(STOCKS + "?q=" + "a".repeat(101)))).isEqualTo("422 invalid-parameter");
    }

    @Test
    void anUnknownParameterIsRefused() {
        assertThat(problem(api.get(STOCKS + "?query=apple"))).isEqualTo("422 unknown-parameter");
        assertThat(problem(api.get(LOGS + "?user=me"))).isEqualTo("422 unknown-parameter");
    }

    @Test
    void anAnswerFromATableThatIsBehindIsStale() {
        api.reads.statuses = List.of(status("instrument-search", Condition.BEHIND));

        assertThat(json(api.get(STOCKS)).at("/meta/stale").asBoolean()).isTrue();
    }

    @Test
    void withoutATableTheAnswerIsEmptyAndStale() {
        api.reads.instruments = new InstrumentPage(List.of(), false, TableBasis.NONE);
        api.reads.statuses = List.of();

        JsonNode meta = json(api.get(STOCKS)).get("meta");
        assertThat(meta.get("position").isNull()).isTrue();
        assertThat(meta.get("stale").asBoolean()).isTrue();
    }

    @Test
    void withoutItsDatabaseNothingIsFound() {
        api.databaseUp = false;
        assertThat(problem(api.get(STOCKS))).isEqualTo("503 database-unavailable");
        api.databaseUp = true;
        api.reads.failure = new SQLException("gone", "08006");
        assertThat(problem(api.get(LOGS))).isEqualTo("503 database-unavailable");
    }

    @Test
    void aSlowQuestionAndOneTooManyAreToldToComeBack() {
        api.reads.failure = new SQLException("canceling statement due to statement timeout", "57014");
        assertThat(problem(api.get(STOCKS))).isEqualTo("503 deadline-exceeded");
        api.reads.failure = new RejectedExecutionException("full");
        assertThat(problem(api.get(STOCKS))).isEqualTo("503 deadline-exceeded");
    }

    @Test
    void theAuditListShowsTheTextOfAReasonAsLongAsItCanBeRead() {
        api.reads.entries = new AuditPage(
                List.of(
                        entry(3, envelope("user-7", "checked")),
                        entry(2, envelope("user-erased", "my name is Ann")),
                        entry(1, null)),
                false,
                BASIS);

        api.personal.erased.add("user-erased");
        JsonNode events = json(api.get(LOGS)).get("events");

        assertThat(events.at("/0/reason").asText()).isEqualTo("checked");
        assertThat(events.at("/1/reason").asText()).isEqualTo("[erased]");
        assertThat(events.at("/2/reason").isNull()).isTrue();
        assertThat(events.at("/0/recorded_at").asText()).isEqualTo("2026-11-20T10:00:00.123456Z");
    }

    @Test
    void theAuditListIsAskedForWhatTheParametersSay() {
        api.reads.entries = new AuditPage(List.of(entry(3, null)), true, BASIS);
        String query =
                "?from=2026-11-01&to=2026-11-20&principal=user-7&type=stock.InstrumentListed&entity=stock%7Cx&limit=1";
        String token = json(api.get(LOGS + query)).get("next_page_token").asText();
        api.get(LOGS + query + "&page_token=" + token);

        assertThat(api.reads.lastList)
                .isEqualTo(new AuditQuestion(
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-21T00:00:00Z"),
                        "user-7",
                        "stock.InstrumentListed",
                        "stock|x",
                        1,
                        new AuditQuestion.Place(Instant.parse("2026-11-20T10:00:00.123456Z"), 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?from=2026-11-20T10:00",
                "?from=2026-11-02&to=2026-11-01",
                "?type=InstrumentListed",
                "?type=stock.%25",
                "?entity=",
                "?principal=%00"
            })
    void anAuditQuestionOutOfItsLimitsIsRefused(String query) {
        assertThat(problem(api.get(LOGS + query))).isEqualTo("422 invalid-parameter");
    }

    @ParameterizedTest
    @CsvSource({"pause,PAUSE", "resume,RESUME", "rebuild,REBUILD", "retry,RETRY"})
    void whatAnOperatorWantsIsNoted(String operation, String wish) {
        HttpResponse<String> response = tell("audit-list", operation);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("asked").asText()).isEqualTo(operation);
        assertThat(api.reads.told).hasSize(1).first().asString().startsWith("audit-list " + wish + " by ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "AUDIT", "a%27%3B--"})
    void anUnknownTableIsRefused(String name) {
        assertThat(problem(tell(name, "pause"))).isEqualTo("404 unknown-projection");
    }

    private HttpResponse<String> tell(String name, String operation) {
        return api.send(
                api.request(PROJECTIONS + "/" + name + "/" + operation).POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void operatorsSeeWhatIsParkedWhatIsBuiltAndWhatStopped() {
        api.reads.statuses =
                List.of(status("audit-list", Condition.PARKED), status("instrument-search", Condition.STOPPED));

        JsonNode tables = json(api.get(PROJECTIONS)).get("projections");

        assertThat(tables.at("/0/status").asText()).isEqualTo("parked");
        assertThat(tables.at("/0/parked/0/entity").asText()).isEqualTo("stock|x");
        assertThat(tables.at("/0/rebuilding/build").asInt()).isEqualTo(3);
        assertThat(tables.at("/1/failure").asText()).contains("position 42");
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHY,healthy",
        "WAITING,healthy",
        "PAUSED,healthy",
        "BEHIND,degraded",
        "PARKED,degraded",
        "STOPPED,degraded"
    })
    void healthIsDegradedByATableThatNeedsAttention(Condition condition, String expected) {
        api.reads.statuses = List.of(status("audit-list", condition));

        JsonNode health = json(api.get("/api/v1/health"));

        assertThat(health.get("status").asText()).isEqualTo(expected);
        assertThat(health.at("/read_tables/0/lag_positions").asLong()).isEqualTo(7);
    }

    private static String problem(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).get("code").asText();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
