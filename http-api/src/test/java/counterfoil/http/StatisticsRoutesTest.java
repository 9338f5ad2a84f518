package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.http.stock.Statistics;
import counterfoil.market.Adjustment;
import counterfoil.market.Closes;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsRoutesTest {
    private static final String STATISTICS = "/api/v1/stocks/AAPL.XNAS/statistics";
    private static final String INDEX_ID = "7f3c2a10-9b1e-8c4d-a001-0123456789ac";
    private static final int DAY = (int) LocalDate.parse("2020-01-02").toEpochDay();

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleAndAnIndexHaveCloses() {
        api.entities.asked.clear();
        api.statistics.asked.clear();
        api.past.asked.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.own("SPY.ARCX", INDEX_ID);
        api.entities.own("NOBODY.XNAS");
        api.entities.stock(Samples.APPLE_ID, command -> closes(Samples.APPLE_ID, "USD", 2, null, 1387));
        api.entities.stock(INDEX_ID, command -> closes(INDEX_ID, "USD", 3, null, 12));
    }

    /** The stocks are those of all tests. */
    @AfterEach
    void stocksAnswerEverythingAgain() {
        for (String id : List.of(Samples.APPLE_ID, INDEX_ID)) {
            api.entities.stock(id, command -> Samples.answer(id, command, null));
        }
    }

    private static StockView closes(String id, String currency, int count, @Nullable Integer next, long sequence) {
        return closes(id, currency, DAY, count, next, sequence);
    }

    private static StockView closes(
            String id, String currency, int first, int count, @Nullable Integer next, long sequence) {
        Instrument instrument = new Instrument(
                id,
                new Currency(currency),
                InstrumentType.COMMON_STOCK,
                null,
                List.of(new IdentifierSpan(Identifier.ticker("T", new Mic("XNAS")), Validity.ALWAYS)));
        Closes closes = new Closes(
                IntStream.range(first, first + count).toArray(),
                IntStream.range(0, count).mapToDouble(i -> 100 + i).toArray());
        return new StockView.ClosesView(
                id, instrument, closes, next, new Basis(null, sequence, List.of("source-" + first)));
    }

    private Span asked() {
        return ((StockCommand.GetCloses) api.entities.asked.element()).span();
    }

    private Statistics.Asked computed() {
        return api.statistics.asked.element();
    }

    @Test
    void withoutParametersTheLastFiftyYearsOfReturnsWithDividendsAreMeant() {
        JsonNode body = json(api.get(STATISTICS));

        // The clock of the tests stands at 2024-03-05; in some zones it is the next day already.
        assertThat(asked())
                .isEqualTo(new Span(
                        Adjustment.ALL,
                        (int) LocalDate.parse("1974-03-06").toEpochDay(),
                        (int) LocalDate.parse("2024-03-06").toEpochDay(),
                        10,
                        null));
        assertThat(computed().benchmark()).isEqualTo(new Statistics.Comparison.None());
        assertThat(body.at("/parameters").toString())
                .isEqualTo("{\"risk_free_rate\":0,\"confidence\":0.95,\"horizon_days\":1,\"annualization\":252}");
        assertThat(body.get("adjustment").asText()).isEqualTo("all");
        assertThat(body.get("benchmark").isNull()).isTrue();
        assertThat(body.get("rolling").isNull()).isTrue();
    }

    @Test
    void eachNumberHasItsDefinitionAndEachNullItsReason() {
        JsonNode body = json(api.get(STATISTICS));

        assertThat(body.at("/metrics").toString()).isEqualTo("{\"volatility\":0.25,\"beta\":null}");
        assertThat(body.at("/reasons").toString()).isEqualTo("{\"beta\":\"no-benchmark\"}");
        assertThat(body.at("/definitions/beta").toString())
                .isEqualTo("{\"meaning\":\"the slope\",\"source\":\"Sharpe (1964)\",\"check\":\"by eye\"}");
        assertThat(body.get("observations").asInt()).isEqualTo(3);
        assertThat(body.get("base").asText()).isEqualTo("2020-01-02");
        assertThat(body.get("last").asText()).isEqualTo("2020-01-07");
        assertThat(body.at("/dates/drawdown_peak").isNull()).isTrue();
        assertThat(body.at("/dates/best_day").asText()).isEqualTo("2020-01-03");
    }

    @Test
    void theParametersReachTheComputation() {
        api.get(STATISTICS + "?from=2020-01-03&to=2020-06-30&adjustment=split&risk_free_rate=0.0425&confidence=0.99"
                + "&horizon_days=10&annualization=365&rolling=63&as_of=2021-01-01");

        assertThat(asked())
                .isEqualTo(new Span(
                        Adjustment.SPLIT,
                        (int) LocalDate.parse("2020-01-03").toEpochDay(),
                        (int) LocalDate.parse("2020-06-30").toEpochDay(),
                        73,
                        LocalDate.parse("2021-01-01")));
        assertThat(computed().from()).isEqualTo("2020-01-03");
        assertThat(computed().parameters().toString())
                .isEqualTo("StatisticsParameters[riskFreeRate=0.0425, confidence=0.99, horizonDays=10,"
                        + " annualization=365, rolling=63]");
    }

    @Test
    void aBenchmarkIsAskedForTheSameSpanAndSaysWhatItIs() {
        JsonNode benchmark = json(api.get(STATISTICS + "?benchmark=SPY.ARCX")).get("benchmark");

        assertThat(api.entities.asked)
                .extracting(command -> ((StockCommand.GetCloses) command).span())
                .hasSize(2)
                .containsOnly(asked());
        assertThat(computed().benchmark())
                .isInstanceOfSatisfying(
                        Statistics.Comparison.Given.class,
                        given -> assertThat(given.closes().size()).isEqualTo(3));
        assertThat(benchmark.get("instrument_id").asText()).isEqualTo(INDEX_ID);
        assertThat(benchmark.get("unmatched").asInt()).isEqualTo(2);
        assertThat(benchmark.get("benchmark_unmatched").asInt()).isEqualTo(1);
        assertThat(benchmark.get("sequence_number").asInt()).isEqualTo(12);
    }

    @Test
    void aBenchmarkInAnotherCurrencyIsNotConverted() {
        api.entities.stock(INDEX_ID, command -> closes(INDEX_ID, "EUR", 3, null, 12));

        JsonNode body = json(api.get(STATISTICS + "?benchmark=SPY.ARCX"));

        assertThat(computed().benchmark()).isEqualTo(new Statistics.Comparison.InOtherCurrency());
        assertThat(body.at("/benchmark/currency").asText()).isEqualTo("EUR");
        assertThat(body.at("/benchmark/unmatched").isNull()).isTrue();
        assertThat(body.at("/metrics/volatility").asDouble()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODY.XNAS, 422, unknown-benchmark",
        "a%20b, 422, invalid-parameter",
        "'', 422, invalid-parameter",
    })
    void aBenchmarkThatIsNoneIsAFaultOfTheParameter(String benchmark, int status, String code) {
        HttpResponse<String> response = api.get(STATISTICS + "?benchmark=" + benchmark);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("code").asText()).isEqualTo(code);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("benchmark");
    }

    @Test
    void anIdThatNobodyListedIsNoBenchmarkEither() {
        api.entities.stock(INDEX_ID, command -> new StockView.Refused(new Refusal.UnknownInstrument(INDEX_ID)));

        assertThat(json(api.get(STATISTICS + "?benchmark=" + INDEX_ID))
                        .get("code")
                        .asText())
                .isEqualTo("unknown-benchmark");
    }

    @Test
    void anAnswerSaysWhichOfTheTwoCannotBeAdjusted() {
        api.entities.stock(
                INDEX_ID, command -> new StockView.Refused(new Refusal.AdjustmentUnavailable("a dividend in EUR")));

        JsonNode problem = json(api.get(STATISTICS + "?benchmark=SPY.ARCX"));

        assertThat(problem.get("code").asText()).isEqualTo("adjustment-unavailable");
        assertThat(problem.get("detail").asText()).isEqualTo("the benchmark: a dividend in EUR");
    }

    @Test
    void theTagTellsWhatBothKnew() {
        HttpResponse<String> alone = api.get(STATISTICS);
        HttpResponse<String> compared = api.get(STATISTICS + "?benchmark=SPY.ARCX");

        assertThat(alone.headers().firstValue("ETag")).contains("\"stock-" + Samples.APPLE_ID + ":1387\"");
        String tag = "\"stock-" + Samples.APPLE_ID + ":1387:" + INDEX_ID + ":12\"";
        assertThat(compared.headers().firstValue("ETag")).contains(tag);
        api.statistics.asked.clear();
        assertThat(api.send(api.request(STATISTICS + "?benchmark=SPY.ARCX")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        assertThat(api.statistics.asked).isEmpty();
    }

    @Test
    void aLongSeriesIsReadPageAfterPage() {
        api.entities.stock(Samples.APPLE_ID, command -> {
            Span span = ((StockCommand.GetCloses) command).span();
            return span.from() < DAY
                    ? closes(Samples.APPLE_ID, "USD", DAY, 2, DAY + 2, 7)
                    : closes(Samples.APPLE_ID, "USD", DAY + 2, 3, null, 7);
        });

        JsonNode meta = json(api.get(STATISTICS)).get("meta");

        assertThat(computed().closes().size()).isEqualTo(5);
        assertThat(meta.get("sequence_number").asInt()).isEqualTo(7);
        assertThat(meta.get("sources").toString()).isEqualTo("[\"source-" + DAY + "\",\"source-" + (DAY + 2) + "\"]");
        assertThat(api.entities.asked)
                .extracting(command -> ((StockCommand.GetCloses) command).span().before())
                .containsExactly(10, 0);
    }

    @Test
    void aStockThatRecordsBetweenTwoPagesIsReadAgain() {
        AtomicInteger sequence = new AtomicInteger(7);
        api.entities.stock(Samples.APPLE_ID, command -> {
            Span span = ((StockCommand.GetCloses) command).span();
            return span.from() < DAY
                    ? closes(Samples.APPLE_ID, "USD", DAY, 2, DAY + 2, sequence.get())
                    : closes(Samples.APPLE_ID, "USD", DAY + 2, 3, null, sequence.updateAndGet(n -> n < 9 ? n + 1 : n));
        });

        assertThat(json(api.get(STATISTICS)).at("/meta/sequence_number").asInt())
                .isEqualTo(9);
        assertThat(api.entities.asked).hasSize(6);
    }

    @Test
    void aStockThatNeverStandsStillIsGivenUp() {
        AtomicInteger sequence = new AtomicInteger();
        api.entities.stock(
                Samples.APPLE_ID, command -> closes(Samples.APPLE_ID, "USD", 2, DAY + 2, sequence.incrementAndGet()));

        HttpResponse<String> response = api.get(STATISTICS);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).get("code").asText()).isEqualTo("deadline-exceeded");
        assertThat(api.entities.asked).hasSize(20);
    }

    @Test
    void rollingStatisticsHavePagesAndTheRestIsOnEachOfThem() {
        HttpResponse<String> first = api.get(STATISTICS + "?rolling=2&limit=2");
        JsonNode page = json(first);

        assertThat(page.at("/rolling").toString())
                .isEqualTo("{\"window\":2,\"t\":[\"2020-01-03\",\"2020-01-06\"],\"volatility\":[null,0.1]}");
        String token = page.get("next_page_token").asText();
        assertThat(first.headers().firstValue("Link").orElse("")).contains(token, "rolling=2");
        JsonNode second = json(api.get(STATISTICS + "?rolling=2&limit=2&page_token=" + token));
        assertThat(second.at("/rolling").toString())
                .isEqualTo("{\"window\":2,\"t\":[\"2020-01-07\"],\"volatility\":[0.2]}");
        assertThat(second.get("next_page_token").isNull()).isTrue();
        assertThat(second.get("metrics")).isEqualTo(page.get("metrics"));
    }

    @Test
    void knownAtAsksThePastOfBothOneAfterTheOther() {
        JsonNode body = json(api.get(STATISTICS + "?benchmark=" + INDEX_ID + "&known_at=2024-02-01"));

        assertThat(api.past.asked)
                .containsExactly(
                        "listing AAPL.XNAS on 2024-02-01 2024-02-01T23:59:59.999999999Z",
                        "stock " + Samples.APPLE_ID + " 2024-02-01T23:59:59.999999999Z",
                        "stock " + INDEX_ID + " 2024-02-01T23:59:59.999999999Z");
        assertThat(body.at("/meta/known_at").asText()).startsWith("2024-02-01");
        assertThat(api.entities.asked).isEmpty();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
