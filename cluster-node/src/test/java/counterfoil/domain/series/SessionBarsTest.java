package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.node.calendar.CalendarFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Minutes of AAPL as QuantConnect/Lean has them (Data/equity/usa/minute/aapl, commit 24863901deff), in New York's time. */
class SessionBarsTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** The last minute before the open, the first five of trading, those around 10:30 and around the close. */
    private static final List<Bar> FIFTH_OF_JUNE = List.of(
            minute("2014-06-05T09:29", 646.1, 646.3, 646.1, 646.19, 934),
            minute("2014-06-05T09:30", 646.25, 646.96, 645.75, 646.26, 220_173),
            minute("2014-06-05T09:31", 646.26, 647.55, 646.22, 647.55, 108_716),
            minute("2014-06-05T09:32", 647.45, 648.75, 647.4, 648.62, 131_441),
            minute("2014-06-05T09:33", 648.63, 649.37, 648.56, 649.14, 123_868),
            minute("2014-06-05T09:34", 649.14, 649.35, 648.89, 649.16, 77_498),
            minute("2014-06-05T10:29", 646.4, 646.42, 646.14, 646.37, 15_690),
            minute("2014-06-05T10:30", 646.37, 646.37, 645.86, 645.9, 66_304),
            minute("2014-06-05T15:59", 646.86, 647.35, 646.71, 647.35, 400_472),
            minute("2014-06-05T16:00", 647.25, 647.39, 646.93, 646.93, 47_381),
            minute("2014-06-05T16:01", 647.15, 647.15, 647, 647, 609));

    private final TradingCalendar calendar =
            CalendarFiles.shipped().of(new Mic("XNAS")).orElseThrow();
    private final Segments segments = new Segments(NEW_YORK, calendar);

    private static Bar minute(String local, double open, double high, double low, double close, double volume) {
        return new Bar(at(local), open, high, low, close, volume);
    }

    private static long at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toEpochSecond();
    }

    private Bars made(Timeframe timeframe, List<Bar> minutes) {
        BarBuffer buffer = new BarBuffer();
        Resampler resampler = Resampler.within(segments, timeframe, buffer);
        read(minutes, resampler);
        resampler.end();
        return buffer.bars(0, buffer.size());
    }

    private static void read(List<Bar> minutes, BarReader reader) {
        Series.EMPTY.record(Bars.of(minutes), 0).read(0, minutes.size(), reader);
    }

    private static List<String> starts(Bars bars) {
        return IntStream.range(0, bars.size())
                .mapToObj(i -> LocalDateTime.ofInstant(Instant.ofEpochSecond(bars.time(i)), NEW_YORK)
                        .toLocalTime()
                        .toString())
                .toList();
    }

    @Test
    void hoursBeginWithTheSessionAndTheLastOneIsHalf() {
        Bars hours = made(Timeframe.H1, FIFTH_OF_JUNE);

        assertThat(starts(hours)).containsExactly("09:00", "09:30", "10:30", "15:30", "16:00");
        assertThat(hours.get(1).open()).isEqualTo(646.25);
        assertThat(hours.get(1).close()).isEqualTo(646.37);
        assertThat(hours.get(3).close()).isEqualTo(647.35);
    }

    @Test
    void fiveMinutesAreOfOneSession() {
        Bars five = made(Timeframe.M5, FIFTH_OF_JUNE);

        assertThat(starts(five)).containsExactly("09:25", "09:30", "10:25", "10:30", "15:55", "16:00");
        // 220,173 + 108,716 + 131,441 + 123,868 + 77,498
        assertThat(five.get(1)).isEqualTo(minute("2014-06-05T09:30", 646.25, 649.37, 645.75, 649.16, 661_696));
        assertThat(five.get(5)).isEqualTo(minute("2014-06-05T16:00", 647.25, 647.39, 646.93, 647, 47_990));
    }

    @Test
    void regularMinutesLeaveOutWhatComesBeforeAndAfter() {
        BarBuffer buffer = new BarBuffer();
        read(FIFTH_OF_JUNE, new RegularMinutes(segments, buffer));

        assertThat(starts(buffer.bars(0, buffer.size())))
                .containsExactly("09:30", "09:31", "09:32", "09:33", "09:34", "10:29", "10:30", "15:59");
    }

    /** New York is at UTC−5 on the Friday and at UTC−4 on the Monday: summer time began between them. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-08T10:29, 2024-03-08T14:30:00Z",
        "2024-03-11T10:29, 2024-03-11T13:30:00Z",
        "2024-11-01T10:29, 2024-11-01T13:30:00Z",
        "2024-11-04T10:29, 2024-11-04T14:30:00Z",
    })
    void anHourBeginsAtHalfPastNineBeforeAndAfterAChangeOfTheClock(String local, String start) {
        Bars hours = made(Timeframe.H1, List.of(minute(local, 1, 1, 1, 1, 1)));

        assertThat(Instant.ofEpochSecond(hours.time(0))).isEqualTo(start);
    }

    @Test
    void aHalfDayEndsItsBarsAtOne() {
        Bars hours = made(
                Timeframe.H1,
                List.of(
                        minute("2014-11-28T12:59", 1, 1, 1, 1, 1),
                        minute("2014-11-28T13:00", 1, 1, 1, 1, 1),
                        minute("2014-11-28T13:29", 1, 1, 1, 1, 1)));

        assertThat(starts(hours)).containsExactly("12:30", "13:00");
    }

    @Test
    void minutesOutsideOfAllSessionsAreCountedFromTheEpochAndKeptApart() {
        Bars hours = made(
                Timeframe.H1,
                List.of(
                        minute("2014-06-05T03:59", 1, 1, 1, 1, 1),
                        minute("2014-06-05T04:00", 1, 1, 1, 1, 1),
                        minute("2014-06-05T20:00", 1, 1, 1, 1, 1),
                        minute("2014-06-07T11:17", 1, 1, 1, 1, 1)));

        assertThat(starts(hours)).containsExactly("03:00", "04:00", "20:00", "11:00");
    }

    @Test
    void withoutACalendarBarsAreCountedFromTheEpochAndEndWithTheDate() {
        Segments unknown = new Segments(ZoneId.of("Asia/Kolkata"), null);
        BarBuffer buffer = new BarBuffer();
        Resampler resampler = Resampler.within(unknown, Timeframe.H1, buffer);
        // Midnight in Kolkata is 18:30 in UTC.
        for (String instant : List.of("2024-01-01T18:05:00Z", "2024-01-01T18:31:00Z", "2024-01-01T19:00:00Z")) {
            resampler.take(Instant.parse(instant).getEpochSecond(), 1, 1, 1, 1, 1);
        }
        resampler.end();

        assertThat(Arrays.stream(buffer.times(0, 3)).mapToObj(Instant::ofEpochSecond))
                .containsExactly(
                        Instant.parse("2024-01-01T18:00:00Z"),
                        Instant.parse("2024-01-01T18:30:00Z"),
                        Instant.parse("2024-01-01T19:00:00Z"));
    }

    @Test
    void whatIsRegularOnADateThatNobodyKnowsIsNotGuessed() {
        BarReader reader = new RegularMinutes(segments, new BarBuffer());

        assertThatThrownBy(() -> reader.take(at("1997-06-05T10:00"), 1, 1, 1, 1, 1))
                .isInstanceOf(RegularMinutes.Unknown.class)
                .hasMessageContaining("1997-06-05");
    }

    /** Lean's own day of 2014-06-05 is 646.25, 649.35, 642.61, 647.35; the lowest minute is not among the chosen ones. */
    @Test
    void minutesOfRegularTradingMakeTheDayThatIsNotRecorded() {
        BarBuffer buffer = new BarBuffer();
        days(List.of(), FIFTH_OF_JUNE).read(date("2014-06-01"), date("2014-06-30"), 100, buffer);

        assertThat(buffer.size()).isEqualTo(1);
        Bar day = buffer.bars(0, 1).get(0);
        assertThat(day.time()).isEqualTo(Timeframe.timeOf(date("2014-06-05")));
        assertThat(day.open()).isEqualTo(646.25);
        assertThat(day.high()).isCloseTo(649.35, within(0.02));
        assertThat(day.close()).isEqualTo(647.35);
        // 661,696 + 15,690 + 66,304 + 400,472
        assertThat(day.volume()).isEqualTo(1_144_162);
    }

    @Test
    void aRecordedDayBeatsItsMinutes() {
        Bar recorded = day("2014-06-05", 646.25, 649.35, 642.61, 647.35, 10_445_282);
        Bar next = day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671);
        BarBuffer buffer = new BarBuffer();
        Days days = days(List.of(recorded, next), FIFTH_OF_JUNE);
        days.read(date("2014-06-01"), date("2014-06-30"), 100, buffer);

        assertThat(buffer.size()).isEqualTo(2);
        assertThat(buffer.bars(0, 2).get(0)).isEqualTo(recorded);
        assertThat(days.origins()).containsExactly(1);
    }

    @Test
    void daysAreHandedOnInOrderUpToTheMost() {
        Days days = days(List.of(day("2014-06-04", 1, 1, 1, 1, 1), day("2014-06-06", 2, 2, 2, 2, 2)), FIFTH_OF_JUNE);
        BarBuffer all = new BarBuffer();
        days.read(date("2014-06-01"), date("2014-06-30"), 100, all);
        BarBuffer two = new BarBuffer();
        days.read(date("2014-06-01"), date("2014-06-30"), 2, two);
        BarBuffer until = new BarBuffer();
        days.read(date("2014-06-05"), date("2014-06-05"), 100, until);

        assertThat(Arrays.stream(all.times(0, 3))
                        .mapToObj(time -> Timeframe.dateOf(time).toString()))
                .containsExactly("2014-06-04", "2014-06-05", "2014-06-06");
        assertThat(two.size()).isEqualTo(2);
        assertThat(until.size()).isEqualTo(1);
    }

    @Test
    void theCloseBeforeADateIsThatOfItsLastMinuteOfRegularTrading() {
        Days days = days(List.of(day("2014-06-04", 1, 1, 1, 1, 1)), FIFTH_OF_JUNE);

        assertThat(days.before(date("2014-06-06"))).isEqualTo(new Days.LastClose(date("2014-06-05"), 647.35));
        assertThat(days.before(date("2014-06-05"))).isEqualTo(new Days.LastClose(date("2014-06-04"), 1));
        assertThat(days.before(date("2014-06-04"))).isNull();
    }

    @Test
    void minutesOfADateThatNobodyKnowsMakeNoDay() {
        BarBuffer buffer = new BarBuffer();
        days(List.of(), List.of(minute("1997-06-05T10:00", 1, 1, 1, 1, 1)))
                .read(date("1990-01-01"), date("2030-01-01"), 100, buffer);

        assertThat(buffer.size()).isZero();
    }

    private Days days(List<Bar> recorded, List<Bar> minutes) {
        Series days = recorded.isEmpty() ? Series.EMPTY : Series.EMPTY.record(Bars.of(recorded), 1);
        return new Days(days, days.size(), Series.EMPTY.record(Bars.of(minutes), 0), minutes.size(), segments);
    }

    private static Bar day(String date, double open, double high, double low, double close, double volume) {
        return new Bar(date(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond(), open, high, low, close, volume);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
