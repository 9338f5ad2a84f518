package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.stock.StockCommand;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceRouteTest {
    private final TestApi api = TestApi.shared();

    @BeforeEach
    void appleHasAPrice() {
        api.entities.own("symbol:AAPL", Samples.APPLE_ID);
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);
        api.entities.own("isin:US0378331005", Samples.APPLE_ID);
        api.entities.stock(
                Samples.APPLE_ID,
                command -> command instanceof StockCommand.GetPrice ? Samples.price(Samples.APPLE_ID, 1387) : null);
    }

    @Test
    void thePriceIsTheLastCloseWithItsDate() {
        HttpResponse<String> response = api.get("/api/v1/stocks/AAPL/price");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"price\":75.09", "\"t\":\"2020-01-02\"", "\"currency\":\"USD\"", "\"sequence_number\":1387");
    }
}
