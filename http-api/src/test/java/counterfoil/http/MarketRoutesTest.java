package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the calendar of {@link Samples}; {@link TestApi} checks every answer against the contract. */
class MarketRoutesTest {
    private static final String NASDAQ = "/api/v1/markets/XNAS/calendar";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleIsListed() {
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
    }

    @AfterEach
    void theClockStandsAgain() {
        api.now = TestApi.NOW;
    }

    @Test
    void daysHaveTheirSessionsAndHolidaysTheirNames() {
        JsonNode calendar = json(api.get(NASDAQ + "?from=2024-03-28&to=2024-04-01"));

        assertThat(calendar.at("/days").findValuesAsText("date")).containsExactly("2024-03-28", "2024-04-01");
        assertThat(calendar.at("/days/0/sessions").findValuesAsText("kind")).containsExactly("pre", "regular", "after");
        assertThat(calendar.at("/days/0/open").asText()).isEqualTo("2024-03-28T13:30:00Z");
        assertThat(calendar.at("/days/0/close").asText()).isEqualTo("2024-03-28T20:00:00Z");
        assertThat(calendar.at("/holidays").findValuesAsText("name")).isEqualTo(List.of("Good Friday"));
        assertThat(calendar.at("/unknown")).isEmpty();
        assertThat(calendar.at("/zone").asText()).isEqualTo("America/New_York");
    }

    @Test
    void anEarlyCloseSaysWhy() {
        JsonNode day = json(api.get(NASDAQ + "?from=2024-07-03&to=2024-07-03")).at("/days/0");

        assertThat(day.get("early_close").asBoolean()).isTrue();
        assertThat(day.get("close").asText()).isEqualTo("2024-07-03T17:00:00Z");
        assertThat(day.get("name").asText()).isEqualTo("Day before Independence Day");
    }

    @Test
    void datesOfWhichNobodyKnowsAreSaidToBeUnknown() {
        JsonNode calendar = json(api.get(NASDAQ + "?from=2027-12-30&to=2028-01-05"));

        assertThat(calendar.at("/days").findValuesAsText("date")).containsExactly("2027-12-30", "2027-12-31");
        assertThat(calendar.at("/unknown")).hasSize(1);
        assertThat(calendar.at("/unknown/0/from").asText()).isEqualTo("2028-01-01");
        assertThat(calendar.at("/unknown/0/to").asText()).isEqualTo("2028-01-05");
        assertThat(calendar.at("/unknown/0/reason").asText()).contains("2020-01-01 to 2027-12-31");
    }

    @Test
    void aMarketWithoutACalendarIsUnavailableWithTheReason() {
        JsonNode calendar = json(api.get("/api/v1/markets/XTKS/calendar?from=2024-03-28&to=2024-04-01"));

        assertThat(calendar.get("status").asText()).isEqualTo("unavailable");
        assertThat(calendar.get("reason").asText()).isEqualTo("there is no calendar for XTKS");
        assertThat(calendar.get("days")).isEmpty();
        assertThat(calendar.at("/unknown/0/to").asText()).isEqualTo("2024-04-01");
    }

    @Test
    void withoutDatesTheNextThirtyDaysAreMeant() {
        // The clock of the tests stands at 2024-03-05.
        JsonNode calendar = json(api.get("/api/v1/markets/xnas/calendar"));

        assertThat(calendar.get("mic").asText()).isEqualTo("XNAS");
        assertThat(calendar.get("from").asText()).isEqualTo("2024-03-05");
        assertThat(calendar.get("to").asText()).isEqualTo("2024-04-04");
        assertThat(json(api.get(NASDAQ + "?to=2024-02-01")).get("from").asText())
                .isEqualTo("2024-01-02");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2024-03-02&to=2024-03-01, to",
        "from=2024-01-01&to=2026-01-01, to",
        "from=1900-01-01&to=2200-12-31, to",
        "from=tomorrow, from",
        "to=2024-02-30, to",
        "from=2024-01-01T00:00:00Z, from",
    })
    void datesOutOfTheirLimitsAreRefusedByName(String query, String parameter) {
        HttpResponse<String> response = api.get(NASDAQ + "?" + query);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(parameter);
    }

    @Test
    void twoYearsAreTheMost() {
        assertThat(api.get(NASDAQ + "?from=2024-01-01&to=2025-12-31").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXXX", "NYSE", "%20", "X", "XNASXNAS"})
    void whatIsNoMarketIsNotFound(String mic) {
        HttpResponse<String> response = api.get("/api/v1/markets/" + mic + "/calendar");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").asText()).isEqualTo("unknown-market");
    }

    @Test
    void theSameAgainIsNotSentTwice() {
        String path = NASDAQ + "?from=2024-03-28&to=2024-04-01";
        String tag = api.get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(api.send(api.request(path).GET().header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    /** 2024-03-05 is a Tuesday, New York is at UTC−5 until 2024-03-10. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-05T08:59:59Z, closed, 2024-03-05, 2024-03-05T14:30:00Z, 2024-03-05T21:00:00Z",
        "2024-03-05T09:00:00Z, pre,    2024-03-05, 2024-03-05T14:30:00Z, 2024-03-05T21:00:00Z",
        "2024-03-05T14:30:00Z, open,   2024-03-05, 2024-03-06T14:30:00Z, 2024-03-05T21:00:00Z",
        "2024-03-05T21:00:00Z, after,  2024-03-05, 2024-03-06T14:30:00Z, 2024-03-06T21:00:00Z",
        "2024-03-06T01:00:00Z, closed, 2024-03-05, 2024-03-06T14:30:00Z, 2024-03-06T21:00:00Z",
        "2024-03-09T15:00:00Z, closed, 2024-03-09, 2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z",
        "2024-03-29T15:00:00Z, closed, 2024-03-29, 2024-04-01T13:30:00Z, 2024-04-01T20:00:00Z",
    })
    void aStockSaysWhetherItsMarketTrades(String now, String state, String date, String open, String close) {
        api.now = Instant.parse(now);
        JsonNode session = json(api.get("/api/v1/stocks/AAPL.XNAS")).get("session");

        assertThat(session.get("state").asText()).isEqualTo(state);
        assertThat(session.get("date").asText()).isEqualTo(date);
        assertThat(session.get("next_open").asText()).isEqualTo(open);
        assertThat(session.get("next_close").asText()).isEqualTo(close);
    }

    @Test
    void theTagOfAStockChangesWithTheSession() {
        String before = tag();
        api.now = Instant.parse("2024-03-05T21:00:00Z");

        assertThat(tag()).isNotEqualTo(before).startsWith("\"stock-" + Samples.APPLE_ID + ":1387:");
    }

    private String tag() {
        return api.get("/api/v1/stocks/AAPL.XNAS").headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
