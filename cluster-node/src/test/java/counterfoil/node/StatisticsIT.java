package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statistics of two stocks of a node, by hand. ACME's closes are 100, 102, 51 after a split of 2 for 1, 51.51 after a
 * dividend of 0.51, and 48.9345: returns of 2 %, 0, 51.51 / (51 × (1 − 0.51/51)) − 1, and −5 %. The index was closed on the third
 * day.
 */
class StatisticsIT {
    @TempDir
    private static Path folder;

    private static RunningNode node;
    private static Instant beforeTheLastDay;

    @BeforeAll
    static void start() throws Exception {
        node = RunningNode.on(folder.resolve("data"));
        list("ACME", "USD");
        list("INDEX", "USD");
        list("EURO", "EUR");
        Answer actions = node.post("/admin/stocks/ACME.XNAS/corporate-actions", """
                {"actions":[{"type":"forward_split","ex_date":"2024-01-04","new_rate":2,"old_rate":1},
                {"type":"cash_dividend","ex_date":"2024-01-05","amount":"0.51","currency":"USD"}]}""");
        assertThat(actions.status()).isEqualTo(200);
        bars("ACME", "2024-01-02,100", "2024-01-03,102", "2024-01-04,51", "2024-01-05,51.51");
        bars("INDEX", "2024-01-02,1000", "2024-01-03,1010", "2024-01-05,1020.1", "2024-01-08,999.698");
        bars("EURO", "2024-01-02,10", "2024-01-03,11");
        beforeTheLastDay = Instant.now();
        bars("ACME", "2024-01-08,48.9345");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void list(String ticker, String currency) throws IOException, InterruptedException {
        Answer answer = node.post(
                "/admin/stocks",
                "{\"ticker\":\"" + ticker + "\",\"mic\":\"XNAS\",\"name\":\"" + ticker + "\",\"currency\":\"" + currency
                        + "\",\"type\":\"common_stock\"}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private static void bars(String ticker, String... datesAndCloses) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
        for (String line : datesAndCloses) {
            String close = line.substring(line.indexOf(',') + 1);
            csv.append(line, 0, line.indexOf(','))
                    .append(("," + close).repeat(4))
                    .append(",1\n");
        }
        Answer answer = node.postCsv("/admin/stocks/" + ticker + ".XNAS/bars?timeframe=1d", csv.toString());
        assertThat(answer.body().get("recorded").asInt()).isEqualTo(datesAndCloses.length);
    }

    private static JsonNode statistics(String query) throws IOException, InterruptedException {
        Answer answer = node.get("/stocks/ACME.XNAS/statistics" + query);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body();
    }

    private static double metric(JsonNode body, String name) {
        return body.at("/metrics/" + name).asDouble(Double.NaN);
    }

    @Test
    void returnsGoAcrossSplitsAndContainDividends() throws Exception {
        JsonNode body = statistics("");

        double withDividend = 51.51 / (51 * 0.99);
        assertThat(body.get("observations").asInt()).isEqualTo(4);
        assertThat(body.get("base").asText()).isEqualTo("2024-01-02");
        assertThat(metric(body, "cumulative_return")).isCloseTo(1.02 * withDividend * 0.95 - 1, within(1e-12));
        assertThat(metric(body, "best_day")).isCloseTo(withDividend - 1, within(1e-12));
        assertThat(metric(body, "max_drawdown")).isCloseTo(-0.05, within(1e-12));
        assertThat(body.at("/dates/drawdown_trough").asText()).isEqualTo("2024-01-08");
        assertThat(body.at("/reasons/var_historical").asText()).isEqualTo("too-few-observations");
        assertThat(body.at("/reasons/beta").asText()).isEqualTo("no-benchmark");
    }

    @Test
    void aRangeBeginsWithTheCloseBeforeIt() throws Exception {
        JsonNode body = statistics("?from=2024-01-03&to=2024-01-04&adjustment=split");

        assertThat(body.get("base").asText()).isEqualTo("2024-01-02");
        assertThat(body.get("observations").asInt()).isEqualTo(2);
        assertThat(metric(body, "cumulative_return")).isCloseTo(0.02, within(1e-15));
        assertThat(metric(body, "worst_day")).isZero();
    }

    @Test
    void aBenchmarkIsComparedBetweenTheDatesThatBothHave() throws Exception {
        JsonNode body = statistics("?benchmark=INDEX.XNAS&adjustment=split&rolling=2");

        assertThat(body.at("/benchmark/observations").asInt()).isEqualTo(3);
        assertThat(body.at("/benchmark/unmatched").asInt()).isEqualTo(1);
        assertThat(body.at("/benchmark/benchmark_unmatched").asInt()).isZero();
        // The index rose by 1 % twice and fell by 2 %; ACME by 2 %, by 1 % over two days, and by −5 %.
        assertThat(metric(body, "down_capture")).isCloseTo(2.5, within(1e-12));
        assertThat(metric(body, "up_capture")).isCloseTo((Math.sqrt(1.02 * 1.01) - 1) / 0.01, within(1e-12));
        assertThat(metric(body, "beta")).isCloseTo(beta(), within(1e-12));
        assertThat(body.at("/rolling/t")).hasSize(4);
        assertThat(body.at("/rolling/volatility/0").isNull()).isTrue();
    }

    /** Covariance of (0.02, 0.01, −0.05) and (0.01, 0.01, −0.02), whose means are −0.02/3 and 0, over the variance. */
    private static double beta() {
        return (0.02 * 0.01 + 0.01 * 0.01 + 0.05 * 0.02) / (0.01 * 0.01 * 2 + 0.02 * 0.02);
    }

    @Test
    void anAnswerAsOfADateKnowsNothingOfLaterDays() throws Exception {
        JsonNode body = statistics("?as_of=2024-01-04&benchmark=INDEX.XNAS");

        assertThat(body.get("last").asText()).isEqualTo("2024-01-04");
        assertThat(body.at("/benchmark/last").asText()).isEqualTo("2024-01-03");
        assertThat(metric(body, "cumulative_return")).isCloseTo(0.02, within(1e-15));
        assertThat(body.at("/meta/as_of").asText()).isEqualTo("2024-01-04");
    }

    @Test
    void anAnswerOfThePastKnowsNothingThatWasRecordedSince() throws Exception {
        JsonNode body = statistics("?known_at=" + beforeTheLastDay + "&benchmark=INDEX.XNAS");

        assertThat(body.get("last").asText()).isEqualTo("2024-01-05");
        assertThat(body.at("/benchmark/benchmark_unmatched").asInt()).isEqualTo(1);
        assertThat(metric(body, "max_drawdown")).isZero();
        assertThat(body.at("/reasons/calmar").asText()).isEqualTo("no-drawdown");
    }

    @Test
    void anotherCurrencyIsNotMixedIn() throws Exception {
        JsonNode body = statistics("?benchmark=EURO.XNAS");

        assertThat(body.at("/reasons/beta").asText()).isEqualTo("benchmark-in-other-currency");
        assertThat(body.at("/benchmark/currency").asText()).isEqualTo("EUR");
        assertThat(metric(body, "max_drawdown")).isCloseTo(-0.05, within(1e-12));
    }

    @Test
    void aRangeWithoutBarsAnswersReasonsOnly() throws Exception {
        JsonNode body = statistics("?from=2030-01-01&to=2031-01-01");

        assertThat(body.get("observations").asInt()).isZero();
        assertThat(body.get("first").isNull()).isTrue();
        assertThat(body.get("metrics"))
                .allSatisfy(value -> assertThat(value.isNull()).isTrue());
        assertThat(body.get("reasons")).hasSameSizeAs(body.get("metrics"));
    }
}
