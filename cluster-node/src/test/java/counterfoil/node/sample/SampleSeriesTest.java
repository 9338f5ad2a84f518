package counterfoil.node.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleSeriesTest {
    /** NASDAQ was open on 252 days of 2013; first and last row as Yahoo published them, before the split of 2014. */
    @Test
    void appleHasEveryTradingDayOf2013() {
        SampleSeries apple = SampleSeries.apple();
        assertThat(apple.csv()).hasSize(1 + 252);
        assertThat(apple.csv().get(0)).isEqualTo("date,open,high,low,close,volume");
        assertThat(apple.csv().get(1)).isEqualTo("2013-01-02,553.82,555.00,541.63,549.03,20018500");
        assertThat(apple.lastTime()).isEqualTo("2013-12-31");
    }

    /** The first minute holds the trades from 00:00:00 to 00:00:59 of the published file. */
    @Test
    void bitcoinHasTheMinutesOfOneWeek() {
        SampleSeries bitcoin = SampleSeries.bitcoin();
        assertThat(bitcoin.csv().get(1)).startsWith("2013-11-25T00:00:00Z,800.01,");
        assertThat(bitcoin.lastTime()).startsWith("2013-12-01T");
        assertThat(bitcoin.csv()).hasSizeBetween(5_000, 1 + 7 * 24 * 60);
    }

    @Test
    void bitcoinsFirstDayIsTheBeginningOfTheWeek() {
        SampleSeries day = SampleSeries.bitcoinsFirstDay();
        assertThat(day.lastTime()).startsWith("2013-11-25T23:5");
        assertThat(SampleSeries.bitcoin().csv()).startsWith(day.csv().toArray(String[]::new));
    }
}
