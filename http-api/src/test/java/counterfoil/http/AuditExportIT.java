package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.TestLog;
import counterfoil.persistence.query.AppendOnlyGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports and the retention report over HTTP. */
class AuditExportIT {
    private static final String EXPORT = "/api/v1/audit/export";
    private static final String REPORT = "/api/v1/audit/reports/retention";
    private static final Instant AT = Instant.parse("2024-03-05T14:30:00Z");
    private static final int EVENTS = 1_003;

    private static final TestApi API = TestApi.shared();
    private static TestDatabase database;
    private static TestLog log;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.shared();
        log = new TestLog(database);
        log.write("stock|a", "stock.BarsRecorded.v1", 1_000, AT);
        log.write("listing|=cmd", 1, "listing.IdentifierHeld.v1", "=HYPERLINK(\"http://x\")");
        log.write("listing|b", 1, "listing.IdentifierHeld.v1", "two\nlines, \"quoted\"");
        log.write("listing|c", 1, "listing.IdentifierHeld.v1", "ä €");
        log.seal();
        log.publish(AT);
    }

    @BeforeEach
    void aLogThatCanBeRead() {
        API.log = database::asApp;
        API.keys = log.keys();
    }

    @AfterAll
    static void nothingIsLeft() {
        API.log = () -> {
            throw new SQLException("there is no database");
        };
        API.keys = List.of();
        API.now = TestApi.NOW;
    }

    @Test
    void anExportHoldsEveryEventOnceInOrder() {
        HttpResponse<String> response = API.get(EXPORT);
        List<JsonNode> events = response.body().lines().map(Contract::parse).toList();

        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"counterfoil-events-0-1003.ndjson\"");
        assertThat(events).hasSize(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            assertThat(events.get(i).get("position").asInt()).isEqualTo(i);
        }
        byte[] last = Base64.getDecoder().decode(events.getLast().get("payload").asText());
        assertThat(new String(last, StandardCharsets.UTF_8)).isEqualTo("ä €");
    }

    @Test
    void aRangeEndsBeforeItsLastPosition() {
        List<JsonNode> events = API.get(EXPORT + "?from=249&to=503")
                .body()
                .lines()
                .map(Contract::parse)
                .toList();
        assertThat(events).hasSize(254);
        assertThat(events.getFirst().get("position").asInt()).isEqualTo(249);
        assertThat(events.getLast().get("position").asInt()).isEqualTo(502);
    }

    @Test
    void aRangeWithoutEventsIsAnEmptyFile() throws Exception {
        HttpResponse<String> none = HttpClient.newHttpClient()
                .send(API.request(EXPORT + "?from=1003").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(none.body()).isEmpty();
    }

    @Test
    void inASpreadsheetNoCellIsAFormula() throws IOException {
        HttpResponse<String> response = API.get(EXPORT + "?from=999&format=csv");
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(response.body()))
                .getRecords();

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("payload")).isEqualTo("{\"n\":1000}");
        assertThat(rows.get(0).get("recorded_at")).isEqualTo("2024-03-05T14:46:40Z");
        assertThat(rows.get(1).get("payload")).isEqualTo("'=HYPERLINK(\"http://x\")");
        assertThat(rows.get(2).get("payload")).isEqualTo("two\nlines, \"quoted\"");
        assertThat(rows.get(3).get("payload")).isEqualTo("ä €");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=-1",
                "from=x",
                "to=1004",
                "from=5&to=4",
                "format=xlsx",
                "format=",
                "from=1e3",
                "to=٣",
                "x=1"
            })
    void aRangeThatIsNoneIsRefused(String query) {
        assertThat(API.get(EXPORT + "?" + query.replace("٣", "%D9%A3")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void moreThanOneRequestMayAskForIsRefusedWithTheLimit() throws SQLException {
        TestDatabase large = TestDatabase.shared();
        TestLog many = new TestLog(large);
        many.write("stock|a", "stock.BarsRecorded.v1", 100_001, AT);
        many.seal();
        many.publish(AT);
        API.log = large::asApp;

        HttpResponse<String> refused = API.get(EXPORT);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Contract.parse(refused.body()).get("code").asText()).isEqualTo("limit-exceeded");
        assertThat(refused.body()).contains("100000 events", "100001");
        assertThat(API.get(EXPORT + "?from=100000").statusCode()).isEqualTo(200);
    }

    @Test
    void askingForHeadersOnlyTakesNoPlaceOfAnExport() {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> head =
                    API.send(API.request(EXPORT).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
        }
        assertThat(API.get(EXPORT).body().lines()).hasSize(EVENTS);
    }

    @Test
    void onlySoManyExportsAreSentAtOnce() throws Exception {
        TestDatabase large = TestDatabase.shared();
        TestLog many = new TestLog(large);
        many.write("stock|a", "stock.BarsRecorded.v1", 400, AT, 60_000);
        many.seal();
        many.publish(AT);
        API.log = large::asApp;
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<InputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                open.add(client.send(API.request(EXPORT).build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body());
            }
            HttpResponse<String> refused = API.get(EXPORT);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Contract.parse(refused.body()).get("code").asText()).isEqualTo("exports-under-way");
            // A client that takes its time still gets all of it: 400 lines.
            try (InputStream slow = open.removeFirst()) {
                assertThat(new String(slow.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .hasSize(400);
            }
            assertThat(API.get(EXPORT + "?to=1").statusCode()).isEqualTo(200);
        } finally {
            for (InputStream stream : open) {
                stream.close();
            }
        }
    }

    @Test
    void anExportThatFailsInItsMidstIsCutOff() throws SQLException {
        TestDatabase changed = TestDatabase.shared();
        TestLog sealed = new TestLog(changed);
        sealed.write("stock|a", "stock.BarsRecorded.v1", 1_000, AT);
        sealed.seal();
        sealed.publish(AT);
        try (Connection connection = changed.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_journal DISABLE TRIGGER append_only");
            statement.execute("DELETE FROM event_journal WHERE sequence_number = 900");
        }
        API.log = changed::asApp;
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(API.request(EXPORT).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theRetentionReportCountsWhatIsKeptAndLooksAtTheGuards() {
        API.now = Instant.parse("2031-03-06T00:00:00Z");
        JsonNode report = Contract.parse(API.get(REPORT).body());

        assertThat(report.at("/basis/size").asInt()).isEqualTo(EVENTS);
        assertThat(report.at("/basis/complete").asBoolean()).isTrue();
        assertThat(report.at("/basis/rows_missing_when_counted").asInt()).isZero();
        assertThat(report.get("older_means_before").asText()).isEqualTo("2024-03-06");
        assertThat(report.at("/entity_types/0/entity_type").asText()).isEqualTo("listing");
        assertThat(report.at("/entity_types/0/events").asInt()).isEqualTo(3);
        assertThat(report.at("/entity_types/1/events").asInt()).isEqualTo(1_000);
        assertThat(report.at("/entity_types/1/older").asInt()).isEqualTo(1_000);
        assertThat(report.at("/event_types/1/event_type").asText()).isEqualTo("stock.BarsRecorded.v1");
        assertThat(report.at("/event_types/1/oldest").asText()).isEqualTo("2024-03-05T14:30:01Z");
        assertThat(report.at("/event_types/1/newest").asText()).isEqualTo("2024-03-05T14:46:40Z");
        assertThat(report.get("guards_intact").asBoolean()).isTrue();
        assertThat(report.get("guards")).hasSize(AppendOnlyGuard.TABLES.size());
        assertThat(report.at("/legal_holds/in_force").asInt()).isZero();
        assertThat(Contract.parse(API.get(REPORT).body()).at("/basis/counted").asInt())
                .isEqualTo(EVENTS);
    }
}
