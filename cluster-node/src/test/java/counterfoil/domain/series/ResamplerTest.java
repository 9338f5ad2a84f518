package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResamplerTest {

    private static Bars resampled(Timeframe timeframe, List<Bar> bars) {
        BarBuffer buffer = new BarBuffer();
        Resampler resampler = new Resampler(timeframe, buffer);
        Series.EMPTY.record(Bars.of(bars), 0).read(0, bars.size(), resampler);
        resampler.end();
        return buffer.bars(0, buffer.size());
    }

    private static Bar minute(String instant, double open, double high, double low, double close, double volume) {
        return new Bar(Instant.parse(instant).getEpochSecond(), open, high, low, close, volume);
    }

    private static Bar day(String date, double close) {
        return new Bar(Timeframe.timeOf(LocalDate.parse(date)), close - 1, close + 2, close - 3, close, 10);
    }

    @Test
    void fiveMinutesTakeTheFirstOpenTheExtremesTheLastCloseAndTheSumOfVolumes() {
        Bars bars = resampled(
                Timeframe.M5,
                List.of(
                        minute("2013-11-25T00:01:00Z", 10, 12, 9, 11, 1),
                        minute("2013-11-25T00:04:00Z", 11, 15, 10, 14, 2),
                        minute("2013-11-25T00:05:00Z", 14, 14, 13, 13, 4)));

        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.get(0)).isEqualTo(minute("2013-11-25T00:00:00Z", 10, 15, 9, 14, 3));
        assertThat(bars.get(1)).isEqualTo(minute("2013-11-25T00:05:00Z", 14, 14, 13, 13, 4));
    }

    @Test
    void aWeekStartsOnMondayEvenWhereMondayWasAHoliday() {
        // 2020-09-07 was Labor Day, a Monday.
        Bars bars =
                resampled(Timeframe.W1, List.of(day("2020-09-04", 100), day("2020-09-08", 90), day("2020-09-09", 95)));

        assertThat(bars.size()).isEqualTo(2);
        assertThat(Timeframe.W1.format(bars.time(0))).isEqualTo("2020-08-31");
        assertThat(Timeframe.W1.format(bars.time(1))).isEqualTo("2020-09-07");
        assertThat(bars.get(1)).isEqualTo(new Bar(bars.time(1), 89, 97, 87, 95, 20));
    }

    @Test
    void aMonthIsACalendarMonthAndMonthsWithoutABarAreNotMadeUp() {
        Bars bars = resampled(Timeframe.MO1, List.of(day("2020-01-31", 5), day("2020-03-02", 6), day("2020-03-31", 7)));

        assertThat(bars.size()).isEqualTo(2);
        assertThat(Timeframe.MO1.format(bars.time(0))).isEqualTo("2020-01-01");
        assertThat(Timeframe.MO1.format(bars.time(1))).isEqualTo("2020-03-01");
    }

    @Test
    void noBarGivesNoBar() {
        assertThat(resampled(Timeframe.H1, List.of()).size()).isZero();
    }
}
