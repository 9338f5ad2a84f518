package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentPathTest {
    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleIsKnownByItsNames() {
        api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
        for (String name : new String[] {
            "symbol:AAPL",
            "symbol:BRK.B",
            "AAPL.XNAS",
            "BRK.B.XNYS",
            "isin:US0378331005",
            "figi:BBG000B9XRY4",
            "BTC/USD.XOFF"
        }) {
            api.entities.own(name, Samples.APPLE_ID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAPL",
                "BRK.B",
                "AAPL.XNAS",
                "BRK.B.XNYS",
                "isin:US0378331005",
                "isin%3AUS0378331005",
                "figi:BBG000B9XRY4",
                "BTC%2FUSD.XOFF",
                Samples.APPLE_ID
            })
    void anInstrumentIsFoundByEachOfItsNames(String name) {
        HttpResponse<String> response = api.get("/api/v1/stocks/" + name + "/price");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("instrument_id").asText()).isEqualTo(Samples.APPLE_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZZ", "ZZZZ.XNAS", "isin:US5949181045", "figi:BBG000BPH459"})
    void aNameThatNobodyOwnsIsUnknown(String name) {
        HttpResponse<String> response = api.get("/api/v1/stocks/" + name);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").asText()).isEqualTo("unknown-instrument");
        assertThat(json(response).get("detail").asText()).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "aapl",
        "AAPL.XXXX",
        "AAPL%00",
        "AAPL%20",
        "%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "AAPL%252e",
        "AAPL;a=b",
        "AAPL.",
        "isin:US0378331006",
        "isin:",
        "figi:BBG000B9XRY5",
        "cik:0000320193",
        "%F0%9F%98%80",
        "7F3C2A10-9B1E-8C4D-A001-0123456789AB",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    })
    void whatCannotBeANameIsRefusedBeforeAnybodyIsAsked(String name) {
        HttpResponse<String> response = api.get("/api/v1/stocks/" + name + "/price");

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(json(response).get("code").asText())
                .isIn("malformed-instrument", "malformed-request", "unknown-path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stocks/",
                "/api/v1/stocks//price",
                "/api/v1/stocks/AAPL/price/",
                "/api/v1/stocks/AAPL/nothing",
                "/api/docs/..%2f..%2fetc%2fpasswd",
                "/api/docs/%2e%2e/openapi.yaml",
                "/api/v2/health/live",
                "/admin",
                "/metrics"
            })
    void noOtherPathLeadsAnywhere(String path) {
        HttpResponse<String> response = api.get(path);

        assertThat(response.statusCode()).isIn(400, 404);
    }

    @Test
    void aTickerOfSeveralMarketsNamesTheCandidates() {
        String other = "7f3c2a10-9b1e-8c4d-a001-0123456789cd";
        api.entities.own("symbol:DUAL", Samples.APPLE_ID, other);

        HttpResponse<String> response = api.get("/api/v1/stocks/DUAL");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("code").asText()).isEqualTo("ambiguous-ticker");
        assertThat(json(response).get("errors").findValuesAsText("pointer"))
                .containsExactly("/api/v1/stocks/" + Samples.APPLE_ID, "/api/v1/stocks/" + other);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
