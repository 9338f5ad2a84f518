package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.market.calendar.Calendars;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StockSeriesTest {
    @Test
    void aSessionOfIntradayBarsIsADateInNewYork() {
        PureStock stock = new PureStock();
        // 01:00 in UTC is still the evening of the 9th there; on 2014-11-02 summer time ended.
        stock.record(
                "m",
                "feed",
                Timeframe.M1,
                minute("2014-06-09T20:00:00Z"),
                minute("2014-06-10T01:00:00Z"),
                minute("2014-06-10T13:30:00Z"),
                minute("2014-06-10T13:31:00Z"),
                minute("2014-11-03T01:00:00Z"),
                minute("2014-11-03T04:59:00Z"),
                minute("2014-11-03T05:00:00Z"));

        assertThat(starts(stock, Timeframe.M1)).containsExactly(true, false, true, false, true, false, true);
        assertThat(columns(stock, Timeframe.M1).isIntraday()).isTrue();
    }

    @Test
    void aDayIsASessionOfItsOwn() {
        PureStock stock = new PureStock();
        stock.days("d", PureStock.day("2014-06-09", 1, 1, 1, 1, 1), PureStock.day("2014-06-10", 1, 1, 1, 1, 1));

        assertThat(columns(stock, Timeframe.D1).isIntraday()).isFalse();
        assertThat(starts(stock, Timeframe.D1)).containsExactly(true, true);
    }

    private static Boolean[] starts(PureStock stock, Timeframe timeframe) {
        BarColumns columns = columns(stock, timeframe);
        return IntStream.range(0, columns.length())
                .mapToObj(columns::startsSession)
                .toArray(Boolean[]::new);
    }

    private static BarColumns columns(PureStock stock, Timeframe timeframe) {
        StockSeries series = new StockSeries(stock.state, "USD", null, Calendars.NONE);
        return series.columns(
                timeframe,
                series.all(timeframe, Adjustment.RAW, TradingHours.EXTENDED).bars());
    }

    private static Bar minute(String instant) {
        return new Bar(Instant.parse(instant).getEpochSecond(), 1, 1, 1, 1, 1);
    }
}
