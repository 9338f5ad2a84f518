package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView.TechnicalsView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionAverageTest {

    /** Two minutes on 2014-06-09 in New York, the second in the evening, and two on the 10th; the window begins late. */
    @Test
    void theAverageOfASessionBeginsAnewWithTheDateAtTheMarket() {
        PureStock stock = new PureStock();
        stock.record(
                "m",
                "feed",
                Timeframe.M1,
                minute("2014-06-09T19:59:00Z", 10, 100),
                minute("2014-06-10T00:30:00Z", 13, 200),
                minute("2014-06-10T13:30:00Z", 11, 50),
                minute("2014-06-10T13:31:00Z", 12, 150));

        assertThat(average(stock, "2014-06-09T00:00:00Z")).containsExactly(10, 3600 / 300.0, 11, 2350 / 200.0);
        assertThat(average(stock, "2014-06-10T13:31:00Z")).containsExactly(2350 / 200.0);
    }

    private static double[] average(PureStock stock, String from) {
        long start = Instant.parse(from).getEpochSecond();
        Window window = new Window(Timeframe.M1, Adjustment.RAW, start, start + 500_000, null, 100);
        TechnicalsView view = (TechnicalsView)
                stock.read(new StockCommand.GetTechnicals(List.of("svwap"), window, PureStock.nobody()));
        return view.lines().getFirst().values();
    }

    private static Bar minute(String instant, double price, double volume) {
        return new Bar(Instant.parse(instant).getEpochSecond(), price, price, price, price, volume);
    }
}
