package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.market.Quote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private final TestApi api = TestApi.shared();

    @BeforeEach
    void stocks() {
        api.entities.otherStocks((id, command) -> Samples.answer(id, command, null));
        api.entities.own("symbol:AAPL", Samples.APPLE_ID);
    }

    @Test
    void aSubscriberGetsTheSnapshotThenQuotes() {
        try (LiveClient client = LiveClient.authenticated(api)) {
            client.send("{\"action\":\"subscribe\",\"quotes\":[\"AAPL\"]}");

            assertThat(client.next("subscription").path("quotes").get(0).asText()).isEqualTo("AAPL");
            JsonNode snapshot = client.next("s");
            assertThat(snapshot.path("seq").asLong()).isEqualTo(1387);
            assertThat(snapshot.path("id").asText()).isEqualTo(Samples.APPLE_ID);

            api.live.observe(Samples.APPLE_ID, Samples.APPLE, new Quote(75.25, 10, TestApi.NOW, "test", 7));
            JsonNode quote = client.next("q");
            assertThat(quote.path("p").asDouble()).isEqualTo(75.25);
            assertThat(quote.path("S").asText()).isEqualTo("AAPL");
            assertThat(quote.path("seq").asLong()).isEqualTo(7);
        }
    }
}
