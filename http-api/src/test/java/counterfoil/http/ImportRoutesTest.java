package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportRoutesTest {
    private static final String BARS = "/api/v1/admin/stocks/AAPL.XNAS/bars";
    private static final String ACTIONS = "/api/v1/admin/stocks/AAPL.XNAS/corporate-actions";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleTakesEverything() {
        api.entities.asked.clear();
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
    }

    @Test
    void aLongImportGoesInPartsUnderIdentitiesOfTheirOwn() {
        HttpResponse<String> response = post("key-1", bars(1_201));

        assertThat(response.statusCode()).isEqualTo(200);
        List<StockCommand.RecordBars> parts = parts();
        assertThat(parts).extracting(part -> part.bars().size()).containsExactly(500, 500, 201);
        assertThat(parts)
                .extracting(part -> part.cause().commandId().substring(64))
                .containsExactly("-0", "-1", "-2");
        assertThat(parts)
                .extracting(part -> part.origin().importId())
                .containsOnly(json(response).get("import_id").asText());
        assertThat(parts).extracting(part -> part.origin().rows()).containsExactly(500, 500, 201);
        assertThat(parts)
                .extracting(part -> part.origin().sha256())
                .containsOnly(Digests.sha256Hex(bars(1_201).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(parts).extracting(part -> part.timeframe()).containsOnly(Timeframe.D1);
    }

    @Test
    void theCountsOfThePartsAreSummed() {
        JsonNode answer = json(post("key-1", bars(1_201)));

        // Each of the three parts answers all but one recorded, one unchanged, and one question.
        assertThat(answer.get("received").asInt()).isEqualTo(1_201);
        assertThat(answer.get("recorded").asInt()).isEqualTo(1_198);
        assertThat(answer.get("unchanged").asInt()).isEqualTo(3);
        assertThat(answer.get("questioned")).hasSize(3);
    }

    @Test
    void theSameImportUnderTheSameKeyIsTheSameCommands() {
        post("key-1", bars(501));
        List<String> first =
                parts().stream().map(part -> part.cause().commandId()).toList();
        api.entities.asked.clear();

        post("key-1", bars(501));
        assertThat(parts()).extracting(part -> part.cause().commandId()).isEqualTo(first);
    }

    @Test
    void whatAPartIsRefusedWithIsAnsweredAndNoFurtherPartIsSent() {
        api.entities.stock(
                Samples.APPLE_ID, command -> new StockView.Refused(new Refusal.LimitReached("bars", 100_000, 100_001)));

        HttpResponse<String> response = post("key-1", bars(1_201));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").asText()).isEqualTo("limit-reached");
        assertThat(api.entities.asked).hasSize(1);
    }

    @Test
    void aRefusalInTheMidstSaysWhatStands() {
        api.entities.stock(
                Samples.APPLE_ID,
                command -> part(command) == 0
                        ? Samples.answer(Samples.APPLE_ID, command, null)
                        : new StockView.Refused(new Refusal.LimitReached("bars", 100_000, 100_500)));

        HttpResponse<String> response = post("key-1", bars(1_201));
        assertThat(json(response).get("code").asText()).isEqualTo("limit-reached");
        assertThat(json(response).get("detail").asText())
                .contains("recorded as import " + parts().getFirst().origin().importId());
        assertThat(api.entities.asked).hasSize(2);
    }

    @Test
    void theDatabaseGoneInTheMidstMayNotSayThatNothingWasDone() {
        api.entities.stock(Samples.APPLE_ID, command -> {
            api.databaseUp = false;
            return Samples.answer(Samples.APPLE_ID, command, null);
        });

        HttpResponse<String> response = post("key-1", bars(501));
        api.databaseUp = true;
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).get("code").asText()).isEqualTo("outcome-unknown");
        assertThat(api.entities.asked).hasSize(1);
    }

    private static int part(StockCommand command) {
        String id = ((StockCommand.Write) command).cause().commandId();
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    @Test
    void oneWrongBarRefusesTheWholeImport() {
        String body = bars(600).replace("\"2021-06-01\"", "\"2021-06-31\"");
        assertThat(body).isNotEqualTo(bars(600));

        HttpResponse<String> response = post("key-1", body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("/bars/516/t");
        assertThat(api.entities.asked).isEmpty();
    }

    @Test
    void barsMayComeAsCsv() {
        String csv = "date,open,high,low,close,volume\n2020-01-02,74.06,75.15,73.8,75.09,135480400\n";
        HttpResponse<String> response = api.send(api.request(BARS + "?source=file")
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(csv)));

        assertThat(response.statusCode()).isEqualTo(200);
        StockCommand.RecordBars asked = parts().getFirst();
        assertThat(asked.bars().close(0)).isEqualTo(75.09);
        assertThat(asked.origin().source()).isEqualTo("file");
        assertThat(asked.origin().receivedAt()).isEqualTo(TestApi.NOW);
    }

    @Test
    void theParametersOfCsvAreRefusedBesideJson() {
        HttpResponse<String> response = api.post(BARS + "?timeframe=1d", bars(1));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("timeframe");
    }

    @Test
    void corporateActionsGoInPartsToo() {
        String actions = IntStream.range(0, 201)
                .mapToObj(i -> "{\"type\":\"cash_dividend\",\"ex_date\":\"" + LocalDate.EPOCH.plusDays(i)
                        + "\",\"amount\":\"0.1\",\"currency\":\"USD\"}")
                .collect(Collectors.joining(",", "{\"actions\":[", "]}"));

        HttpResponse<String> response = api.post(ACTIONS, actions);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("received").asInt()).isEqualTo(201);
        assertThat(json(response).get("explained").asInt()).isEqualTo(2);
        assertThat(api.entities.asked)
                .extracting(command -> ((StockCommand.RecordCorporateActions) command)
                        .actions()
                        .size())
                .containsExactly(200, 1);
    }

    private List<StockCommand.RecordBars> parts() {
        return api.entities.asked.stream()
                .map(command -> (StockCommand.RecordBars) command)
                .toList();
    }

    private HttpResponse<String> post(String key, String body) {
        return api.send(api.request(BARS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String bars(int count) {
        LocalDate first = LocalDate.parse("2020-01-02");
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"t\":\"" + first.plusDays(i) + "\",\"o\":1,\"h\":2,\"l\":0.5,\"c\":1.5,\"v\":10}")
                .collect(Collectors.joining(",", "{\"timeframe\":\"1d\",\"bars\":[", "]}"));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
