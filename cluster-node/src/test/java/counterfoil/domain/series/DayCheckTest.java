package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.series.DayDifference.Field;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.node.calendar.CalendarFiles;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days and minutes of AAPL around its split of 2014-06-09 as QuantConnect/Lean has them (commit 24863901deff). */
class DayCheckTest {
    private static final Bar THURSDAY = day("2014-06-05", 646.25, 649.35, 642.61, 647.35, 10_445_282);
    private static final Bar FRIDAY = day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671);
    private static final Bar MONDAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);

    /** First and last minute of each session; that of 04:00 on Monday begins with the price before the split. */
    private static final List<Bar> MINUTES = List.of(
            minute("2014-06-05T09:30", 646.25, 646.96, 645.75, 646.26, 220_173),
            minute("2014-06-05T09:33", 648.63, 649.37, 648.56, 649.14, 123_868),
            minute("2014-06-05T15:59", 646.86, 647.35, 646.71, 647.35, 400_472),
            minute("2014-06-05T16:00", 647.25, 647.39, 646.93, 646.93, 47_381),
            minute("2014-06-06T09:30", 650, 650.49, 649.11, 649.56, 403_227),
            minute("2014-06-06T15:59", 645.43, 645.68, 645.3, 645.57, 641_461),
            minute("2014-06-06T16:00", 645.57, 646.65, 645.57, 645.87, 56_858),
            minute("2014-06-09T04:00", 645.57, 645.57, 92.23, 92.42, 600),
            minute("2014-06-09T09:30", 92.69, 92.95, 92.5, 92.72, 2_467_914),
            minute("2014-06-09T15:59", 93.64, 93.7, 93.62, 93.7, 2_414_761),
            minute("2014-06-09T16:00", 93.7, 93.71, 93.68, 93.71, 18_600));

    private final TradingCalendar calendar =
            CalendarFiles.shipped().of(new Mic("XNAS")).orElseThrow();

    private List<DayDifference> differences(List<Bar> days, List<Bar> minutes) {
        return DayCheck.of(series(days), days.size(), series(minutes), minutes.size(), calendar);
    }

    private static Series series(List<Bar> bars) {
        return Series.EMPTY.record(Bars.of(bars), 0);
    }

    @Test
    void soundDaysAndMinutesRaiseNothing() {
        assertThat(differences(List.of(THURSDAY, FRIDAY, MONDAY), MINUTES)).isEmpty();
    }

    @Test
    void aDayInAnotherUnitDiffersInEveryPriceThatIsKnown() {
        Bar hundredfold = day("2014-06-06", 65_000, 65_125, 64_448, 64_557, 12_116_671);
        List<DayDifference> found = differences(List.of(THURSDAY, hundredfold, MONDAY), MINUTES);

        assertThat(found).extracting(DayDifference::date).containsOnly(LocalDate.parse("2014-06-06"));
        // The highest minute need not be there, but the lowest that is lies below the low of the day.
        assertThat(found).extracting(DayDifference::field).containsExactly(Field.OPEN, Field.LOW, Field.CLOSE);
        assertThat(found.getFirst().evidence())
                .isEqualTo("open of the recorded day is 65000, its minutes say 650; they may differ by 0.5 %");
    }

    @ParameterizedTest
    @EnumSource
    void eachValueIsCompared(Field field) {
        // Beyond the tolerances of half a percent and one percent, towards the side that no missing minute explains.
        Bar wrong = switch (field) {
            case OPEN -> day("2014-06-05", 646.25 * 1.006, 651, 642.61, 647.35, 10_445_282);
            case HIGH -> day("2014-06-05", 646.25, 646, 642.61, 647.35, 10_445_282);
            case LOW -> day("2014-06-05", 646.25, 649.35, 649.2, 647.35, 10_445_282);
            case CLOSE -> day("2014-06-05", 646.25, 649.35, 642.61, 647.35 / 1.006, 10_445_282);
            case VOLUME -> day("2014-06-05", 646.25, 649.35, 642.61, 647.35, 744_513 / 1.011);
        };

        assertThat(differences(List.of(wrong), MINUTES))
                .extracting(DayDifference::field)
                .containsExactly(field);
    }

    @Test
    void aPartOfADayIsNotHeldAgainstItsOpenAndClose() {
        Bar other = day("2014-06-05", 640, 655, 639, 641, 10_445_282);
        List<Bar> middle = List.of(minute("2014-06-05T10:29", 646.4, 646.42, 646.14, 646.37, 15_690));

        assertThat(differences(List.of(other), middle)).isEmpty();
    }

    @Test
    void aWholeDayIsHeldAgainstItsRangeToo() {
        Bar wide = day("2014-06-05", 100, 103, 97, 100, 1_000);
        List<Bar> all = new ArrayList<>();
        for (int i = 0; i < 390; i++) {
            LocalDateTime time = LocalDateTime.parse("2014-06-05T09:30").plusMinutes(i);
            all.add(minute(time.toString(), 100, 100, 100, 100, 1));
        }

        assertThat(differences(List.of(wide), all))
                .extracting(DayDifference::field)
                .containsExactly(Field.HIGH, Field.LOW);
    }

    @Test
    void whatTheCalendarDoesNotKnowIsPassedOver() {
        Bar old = day("1997-06-05", 1, 1, 1, 1, 1);
        Bar saturday = day("2014-06-07", 1, 1, 1, 1, 1);
        List<Bar> minutes =
                List.of(minute("1997-06-05T09:30", 5, 5, 5, 5, 5), minute("2014-06-07T09:30", 5, 5, 5, 5, 5));

        assertThat(differences(List.of(old, saturday), minutes)).isEmpty();
    }

    private static Bar minute(String local, double open, double high, double low, double close, double volume) {
        long time = LocalDateTime.parse(local).atZone(new Mic("XNAS").zone()).toEpochSecond();
        return new Bar(time, open, high, low, close, volume);
    }

    private static Bar day(String date, double open, double high, double low, double close, double volume) {
        return new Bar(Timeframe.timeOf(LocalDate.parse(date)), open, high, low, close, volume);
    }
}
