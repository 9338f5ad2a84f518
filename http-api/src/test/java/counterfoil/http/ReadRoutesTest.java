package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.market.Adjustment;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRoutesTest {
    private static final String APPLE = "/api/v1/stocks/AAPL.XNAS";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleKnowsEverything() {
        api.entities.asked.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
    }

    @Test
    void thePriceIsTheLastCloseWithItsDate() {
        JsonNode price = json(api.get(APPLE + "/price"));

        assertThat(price.get("price").asDouble()).isEqualTo(75.09);
        assertThat(price.get("t").asText()).isEqualTo("2020-01-02");
        assertThat(price.get("ticker").asText()).isEqualTo("AAPL");
        assertThat(price.at("/meta/sequence_number").asLong()).isEqualTo(1387);
        assertThat(price.at("/meta/computed_at").asText()).isEqualTo(TestApi.NOW.toString());
        assertThat(price.at("/meta/stale").asBoolean()).isFalse();
        assertThat(price.at("/meta/release").asText()).isEqualTo("0.1.0-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/price",
                "/history",
                "/technicals?indicators=sma:2",
                "/statistics?benchmark=AAPL.XNAS&rolling=20",
                "/corporate-actions",
                "/identifiers",
                "/quality"
            })
    void everyReadAnswersWithItsMetaAndKeepsTheContract(String path) {
        HttpResponse<String> response = api.get(APPLE + path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/meta/sequence_number").asLong()).isEqualTo(1387);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/price",
                "/history",
                "/technicals?indicators=sma:2",
                "/statistics?benchmark=AAPL.XNAS&rolling=20",
                "/corporate-actions",
                "/identifiers",
                "/quality"
            })
    void everyReadTakesADateOfTheView(String path) {
        String as = path.contains("?") ? "&" : "?";

        assertThat(api.get(APPLE + path + as + "as_of=2020-02-03").statusCode()).isEqualTo(200);
        assertThat(api.entities.asked.element().toString()).contains("2020-02-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020-02-30", "yesterday", "2020-2-3", "20200203", "2020-02-03T00:00:00Z", "99999-01-01", ""})
    void whatIsNoDateIsRefused(String date) {
        HttpResponse<String> response = api.get(APPLE + "/price?as_of=" + date);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").asText()).isEqualTo("invalid-parameter");
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("as_of");
    }

    @ParameterizedTest
    @CsvSource({
        "timeframe=1d&from=2020-01-02&to=2020-01-31, D1, 2020-01-02T00:00:00Z, 2020-01-31T00:00:00Z",
        "timeframe=1m&from=2020-01-02&to=2020-01-02, M1, 2020-01-02T00:00:00Z, 2020-01-02T23:59:59Z",
        "timeframe=5m&from=2020-01-02T14:30:00Z&to=2020-01-02T16:00%2B01:00, M5,"
                + " 2020-01-02T14:30:00Z, 2020-01-02T15:00:00Z",
        "timeframe=1w&from=2020-01-02T14:30:00Z&to=2020-02-01, W1, 2020-01-02T00:00:00Z, 2020-02-01T00:00:00Z",
    })
    void aRangeIsOfDatesOrInstants(String query, Timeframe timeframe, String from, String to) {
        assertThat(api.get(APPLE + "/history?" + query).statusCode()).isEqualTo(200);

        Window window = askedWindow();
        assertThat(window.timeframe()).isEqualTo(timeframe);
        assertThat(window.from()).isEqualTo(java.time.Instant.parse(from).getEpochSecond());
        assertThat(window.to()).isEqualTo(java.time.Instant.parse(to).getEpochSecond());
    }

    @Test
    void withoutARangeTheLastFiftyYearsAreMeant() {
        api.get(APPLE + "/history");

        // The clock of the tests stands at 2024-03-05; in some zones it is the next day already.
        Window window = askedWindow();
        assertThat(Timeframe.dateOf(window.to())).isEqualTo(LocalDate.parse("2024-03-06"));
        assertThat(Timeframe.dateOf(window.from())).isEqualTo(LocalDate.parse("1974-03-06"));
        assertThat(window.limit()).isEqualTo(100);
        assertThat(window.adjustment()).isEqualTo(Adjustment.RAW);
    }

    @Test
    void indicatorsAreSplitAdjustedUnlessToldOtherwise() {
        api.get(APPLE + "/technicals?indicators=sma:20,macd:12:26:9");

        StockCommand.GetTechnicals asked = (StockCommand.GetTechnicals) api.entities.asked.element();
        assertThat(asked.indicators()).isEqualTo(List.of("sma:20", "macd:12:26:9"));
        assertThat(asked.window().adjustment()).isEqualTo(Adjustment.SPLIT);
    }

    @ParameterizedTest
    @CsvSource({
        "statistics?from=1950-01-01&to=2020-01-01, from",
        "statistics?to=2020-13-01, to",
        "statistics?adjustment=none, adjustment",
        "statistics?timeframe=1d, timeframe",
        "statistics?risk_free_rate=1.01, risk_free_rate",
        "statistics?risk_free_rate=-0.51, risk_free_rate",
        "statistics?risk_free_rate=2%25, risk_free_rate",
        "statistics?risk_free_rate=NaN, risk_free_rate",
        "statistics?risk_free_rate=1e-2, risk_free_rate",
        "statistics?confidence=0.49, confidence",
        "statistics?confidence=1, confidence",
        "statistics?confidence=95, confidence",
        "statistics?horizon_days=0, horizon_days",
        "statistics?horizon_days=253, horizon_days",
        "statistics?horizon_days=1.5, horizon_days",
        "statistics?annualization=0, annualization",
        "statistics?annualization=367, annualization",
        "statistics?rolling=1, rolling",
        "statistics?rolling=2521, rolling",
        "statistics?rolling=, rolling",
        "statistics?page_token=abc, page_token",
        "statistics?benchmark=%20, benchmark",
        "history?limit=1001, limit",
        "history?limit=0, limit",
        "history?limit=ten, limit",
        "history?limit=1000000, limit",
        "history?from=1950-01-01&to=2020-01-01, from",
        "history?from=2020-01-02&to=2020-01-01, from",
        "history?from=2020, from",
        "history?timeframe=2d, timeframe",
        "history?adjustment=none, adjustment",
        "history?known_at=yesterday, known_at",
        "history?limit=1&limit=2, limit",
        "history?page_token=abc, page_token",
        "quality?page_token=AAAAAAAAAAAAAAAA, page_token",
        "technicals, indicators",
        "technicals?indicators=, indicators",
        "'technicals?indicators=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17', indicators",
        "price?currency=EUR, currency",
    })
    void parametersOutOfTheirLimitsAreRefusedByName(String path, String parameter) {
        HttpResponse<String> response = api.get(APPLE + "/" + path);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(parameter);
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void malformedPercentEncodingIsMalformed() {
        assertThat(api.get(APPLE + "/price?as_of=%FF").statusCode()).isEqualTo(400);
    }

    @Test
    void manyPricesComeAtOnceEachWithItsOwnOutcome() {
        HttpResponse<String> response = api.get("/api/v1/stocks/prices?ids=AAPL.XNAS,NONE.XNAS,bad%20name,isin:X");

        JsonNode prices = json(response).get("prices");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(prices).hasSize(4);
        assertThat(prices.at("/0/price").asDouble()).isEqualTo(75.09);
        assertThat(prices.at("/1/id").asText()).isEqualTo("NONE.XNAS");
        assertThat(prices.at("/1/error/code").asText()).isEqualTo("unknown-instrument");
        assertThat(prices.at("/2/error/code").asText()).isEqualTo("malformed-instrument");
        assertThat(prices.at("/3/error/code").asText()).isEqualTo("malformed-instrument");
    }

    @Test
    void atMostAThousandPricesComeAtOnce() {
        String thousand = "A,".repeat(999) + "A";

        assertThat(api.get("/api/v1/stocks/prices?ids=" + thousand).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/stocks/prices?ids=" + thousand + ",A").statusCode())
                .isEqualTo(422);
        assertThat(api.get("/api/v1/stocks/prices").statusCode()).isEqualTo(422);
    }

    @Test
    void aListGoesOnWhereThePageEnded() {
        long next = Samples.DAY + 5 * Samples.SECONDS_PER_DAY;
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, next));

        HttpResponse<String> first = api.get(APPLE + "/history?from=2020-01-01&to=2020-12-31&limit=2");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).matches("<[^>]+>; rel=\"next\"");
        assertThat(link).contains(json(first).get("next_page_token").asText(), "limit=2", "from=2020-01-01");

        api.entities.asked.clear();
        assertThat(api.get(link.substring(1, link.indexOf('>'))).statusCode()).isEqualTo(200);
        assertThat(askedWindow().from()).isEqualTo(next);
    }

    @Test
    void theLastPageHasNoLink() {
        HttpResponse<String> response = api.get(APPLE + "/history");

        assertThat(response.headers().firstValue("Link")).isEmpty();
        assertThat(json(response).get("next_page_token").isNull()).isTrue();
    }

    @Test
    void questionsArePagedByNumber() {
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, 3L));
        String token =
                json(api.get(APPLE + "/quality?limit=1")).get("next_page_token").asText();
        api.entities.asked.clear();

        api.get(APPLE + "/quality?limit=1&page_token=" + token);
        assertThat(((StockCommand.GetQuality) api.entities.asked.element()).after())
                .isEqualTo(3);
        assertThat(api.get(APPLE + "/quality?part=open&page_token=" + token).statusCode())
                .isEqualTo(422);
        assertThat(api.get(APPLE + "/history?page_token=" + token).statusCode()).isEqualTo(422);
    }

    @Test
    void aPartOfTheQualityReportIsAskedForByName() {
        HttpResponse<String> response = api.get(APPLE + "/quality?part=findings");

        assertThat(((StockCommand.GetQuality) api.entities.asked.element()).part())
                .isEqualTo(QualityPart.FINDINGS);
        assertThat(json(response).at("/findings/0/rule").asText()).isEqualTo("session-missing");
        assertThat(json(response).at("/findings/0/what_to_do").asText()).isNotEmpty();
        assertThat(api.get(APPLE + "/quality?part=everything").statusCode()).isEqualTo(422);
    }

    @Test
    void theTagIsOfTheInstrumentNotOfItsTicker() {
        assertThat(api.get(APPLE + "/identifiers").headers().firstValue("ETag"))
                .contains("\"stock-" + Samples.APPLE_ID + ":1387\"");
        assertThat(api.get(APPLE + "/price").headers().firstValue("ETag"))
                .contains("\"stock-" + Samples.APPLE_ID + ":1387:" + Samples.DAY + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void whatTheClientHasIsNotSentAgain(String header) {
        String tag = api.get(APPLE + "/price").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> response =
                api.send(api.request(APPLE + "/price").header("If-None-Match", header.formatted(tag)));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void anotherTagThanTheClientHasIsAnsweredInFull() {
        HttpResponse<String> response = api.send(api.request(APPLE + "/price")
                .header("If-None-Match", "\"stock-" + Samples.APPLE_ID + ":1386:" + Samples.DAY + "\""));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    private Window askedWindow() {
        return ((StockCommand.GetHistory) api.entities.asked.element()).window();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
