package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class IndicatorRoutesTest {
    private static final String PATH = "/api/v1/indicators";

    private final TestApi api = TestApi.shared();

    @Test
    void theCatalogueSaysEverythingThatAProgramNeedsToAsk() {
        HttpResponse<String> response = api.get(PATH);
        JsonNode macd = json(response).at("/indicators/0");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(macd.get("text").asText()).isEqualTo("macd:12:26:9");
        assertThat(macd.at("/parameters/1"))
                .isEqualTo(Contract.parse("{\"name\":\"slow\",\"default\":26,\"lowest\":2,\"highest\":5000,"
                        + "\"whole\":true,\"above\":\"fast\"}"));
        assertThat(macd.at("/lines/1"))
                .isEqualTo(Contract.parse("{\"name\":\"signal\",\"unit\":\"price\",\"lowest\":null,\"highest\":null,"
                        + "\"warm_up\":33}"));
        assertThat(macd.get("undefined").isNull()).isTrue();
    }

    @Test
    void aSingleLineHasNoNameAndABoundedOneItsBounds() {
        JsonNode rsi = json(api.get(PATH)).at("/indicators/1");

        assertThat(rsi.at("/lines/0"))
                .isEqualTo(Contract.parse(
                        "{\"name\":null,\"unit\":\"number\",\"lowest\":0,\"highest\":100,\"warm_up\":14}"));
        assertThat(rsi.get("undefined").asText()).isEqualTo("the close has not moved");
    }

    @Test
    void whoHasTheCatalogueIsNotSentItAgain() {
        String tag = api.get(PATH).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                api.send(api.request(PATH).header("If-None-Match", tag).GET());
        HttpResponse<String> other = api.send(
                api.request(PATH).header("If-None-Match", "\"indicators-0\"").GET());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
