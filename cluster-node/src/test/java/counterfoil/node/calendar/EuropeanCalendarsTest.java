package counterfoil.node.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped calendars of Frankfurt and London against dates that were published; each test says where. */
class EuropeanCalendarsTest {
    private final TradingCalendar xetra = calendar("XETR");
    private final TradingCalendar london = calendar("XLON");

    /**
     * dpa-AFX of 2005-12-29 (2006); Deutsche Börse, Handelskalender 2011, and 2016 as told by photaq.com; Deutsche Börse,
     * handelsfreie Tage 2024 to 2027. Dates on weekends are left out.
     */
    @ParameterizedTest
    @CsvSource({
        "2006, 04-14 04-17 05-01 12-25 12-26",
        "2011, 04-22 04-25 12-26",
        "2016, 01-01 03-25 03-28 05-16 10-03 12-26",
        "2024, 01-01 03-29 04-01 05-01 12-24 12-25 12-26 12-31",
        "2025, 01-01 04-18 04-21 05-01 12-24 12-25 12-26 12-31",
        "2026, 01-01 04-03 04-06 05-01 12-24 12-25 12-31",
        "2027, 01-01 03-26 03-29 12-24 12-31",
    })
    void xetraIsClosedOnThePublishedDates(int year, String dates) {
        assertThat(closed(xetra, year)).isEqualTo(published(year, dates));
    }

    /** The exceptions of exchange_calendars 4 (XETR): Whit Monday, German Unity, the 500th Reformation Day. */
    @ParameterizedTest
    @CsvSource({
        "2006-06-05, false",
        "2007-05-28, true",
        "2008-05-12, false",
        "2014-06-09, false",
        "2015-05-25, true",
        "2021-05-24, true",
        "2022-06-06, false",
        "2013-10-03, false",
        "2014-10-03, true",
        "2019-10-03, true",
        "2022-10-03, false",
        "2016-10-31, false",
        "2017-10-31, true",
        "2018-10-31, false",
    })
    void xetraClosedOnGermanHolidaysInSomeYears(String date, boolean closed) {
        assertThat(xetra.day(LocalDate.parse(date)) instanceof CalendarDay.Closed)
                .isEqualTo(closed);
    }

    /** dpa-AFX of 2005-12-29; Deutsche Börse, Jahresschlussbörse 2010 and 2012; Eurex circular 107/21. */
    @ParameterizedTest
    @ValueSource(strings = {"2005-12-30", "2010-12-30", "2012-12-28", "2021-12-30", "2011-12-30"})
    void xetraClosesAtTwoOnItsLastTradingDay(String date) {
        CalendarDay.Trading day = trading(xetra, date);

        assertThat(close(xetra, date)).isEqualTo(LocalTime.of(14, 0));
        assertThat(day.earlyClose()).isTrue();
    }

    @Test
    void theClosingAuctionIsPartOfTheDay() {
        CalendarDay.Trading day = trading(xetra, "2026-11-23");

        assertThat(close(xetra, "2026-11-23")).isEqualTo(LocalTime.of(17, 30));
        assertThat(day.sessions().getLast().kind()).isEqualTo(SessionKind.AUCTION);
        assertThat(day.sessions().getLast().open())
                .isEqualTo(day.lastRegular().orElseThrow().close());
    }

    /** London Stock Exchange, holidays of 2012, 2015 (stock-market-holidays.org) and 2018; gov.uk for the others. */
    @ParameterizedTest
    @CsvSource({
        "2002, 01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
        "2011, 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
        "2012, 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
        "2015, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        "2018, 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        "2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        "2022, 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        "2023, 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        "2027, 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    })
    void londonIsClosedOnThePublishedDates(int year, String dates) {
        assertThat(closed(london, year)).isEqualTo(published(year, dates));
    }

    /** London Stock Exchange, business days of 2012 and 2018; exchange_calendars 4 (XLON) for those before a weekend. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2010-12-24",
                "2010-12-31",
                "2011-12-23",
                "2011-12-30",
                "2012-12-24",
                "2012-12-31",
                "2018-12-24",
                "2018-12-31",
                "2023-12-22",
                "2023-12-29"
            })
    void londonClosesAtHalfPastTwelveBeforeChristmasAndTheNewYear(String date) {
        assertThat(close(london, date)).isEqualTo(LocalTime.of(12, 30));
    }

    /** Summer time began on 2024-03-31 and ended on 2024-10-27 in both cities: after it clocks are an hour ahead. */
    @ParameterizedTest
    @CsvSource({
        "XLON, 2024-03-28, 2024-03-28T08:00:00Z, 2024-03-28T16:30:00Z",
        "XLON, 2024-04-02, 2024-04-02T07:00:00Z, 2024-04-02T15:30:00Z",
        "XETR, 2024-10-25, 2024-10-25T07:00:00Z, 2024-10-25T15:30:00Z",
        "XETR, 2024-10-28, 2024-10-28T08:00:00Z, 2024-10-28T16:30:00Z",
    })
    void sessionsFollowSummerTime(String mic, String date, String open, String close) {
        CalendarDay.Trading day = trading(calendar(mic), date);

        assertThat(day.firstRegular().orElseThrow().open()).isEqualTo(open);
        assertThat(day.lastRegular().orElseThrow().close()).isEqualTo(close);
    }

    @Test
    void whatHasNoVenueTradesOnEveryDayRoundTheClock() {
        CalendarDay.Trading sunday = trading(calendar("XOFF"), "2026-11-22");

        assertThat(sunday.sessions()).singleElement().satisfies(session -> {
            assertThat(session.open()).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(session.close()).isEqualTo("2026-11-23T00:00:00Z");
        });
    }

    private static TradingCalendar calendar(String mic) {
        return CalendarFiles.shipped().of(new Mic(mic)).orElseThrow();
    }

    private static List<LocalDate> closed(TradingCalendar calendar, int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
                .filter(date -> calendar.day(date) instanceof CalendarDay.Closed)
                .toList();
    }

    private static List<LocalDate> published(int year, String dates) {
        return Stream.of(dates.split(" ", -1))
                .map(date -> LocalDate.parse(year + "-" + date))
                .toList();
    }

    private static CalendarDay.Trading trading(TradingCalendar calendar, String date) {
        return (CalendarDay.Trading) calendar.day(LocalDate.parse(date));
    }

    private static LocalTime close(TradingCalendar calendar, String date) {
        return LocalTime.ofInstant(
                trading(calendar, date).lastRegular().orElseThrow().close(), calendar.zone());
    }
}
