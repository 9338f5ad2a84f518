package counterfoil.node.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Session;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped calendar of the United States against QuantConnect/Lean, market-hours-database (Equity-usa-[*], commit
 * 24863901deff): every date without trading from 1998, and every early close from 1999, where its list begins. Lean also
 * names 2011-01-01, 2022-01-01 (Saturdays) and, as an early close, 2017-12-24 (a Sunday); they are left out here.
 */
class AmericanCalendarTest {
    private static final String HOLIDAYS = """
            1998 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
            1999 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2000 01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25
            2001 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
            2002 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
            2003 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
            2004 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
            2005 01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26
            2006 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
            2007 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
            2008 01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25
            2009 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
            2010 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2011 01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26
            2012 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
            2013 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
            2014 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
            2015 01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25
            2016 01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26
            2017 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
            2018 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
            2019 01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25
            2020 01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25
            2021 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2022 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
            2023 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25
            2024 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25
            2025 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25
            2026 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25
            2027 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24
            2028 01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25
            """;

    private static final String EARLY_CLOSES = """
            1999 11-26
            2000 07-03 11-24
            2001 07-03 11-23 12-24
            2002 07-05 11-29 12-24
            2003 07-03 11-28 12-24 12-26
            2004 11-26
            2005 11-25
            2006 07-03 11-24
            2007 07-03 11-23 12-24
            2008 07-03 11-28 12-24
            2009 11-27 12-24
            2010 11-26
            2011 11-25
            2012 07-03 11-23 12-24
            2013 07-03 11-29 12-24
            2014 07-03 11-28 12-24
            2015 11-27 12-24
            2016 11-25
            2017 07-03 11-24
            2018 07-03 11-23 12-24
            2019 07-03 11-29 12-24
            2020 11-27 12-24
            2021 11-26
            2022 11-25
            2023 07-03 11-24
            2024 07-03 11-29 12-24
            2025 07-03 11-28 12-24
            2026 11-27 12-24
            2027 11-26
            2028 07-03 11-24
            """;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final TradingCalendar calendar =
            CalendarFiles.shipped().of(new Mic("XNYS")).orElseThrow();

    @Test
    void everyDateWithoutTradingIsThePublishedOne() {
        assertThat(dates(1998, day -> day instanceof CalendarDay.Closed)).isEqualTo(published(HOLIDAYS));
    }

    @Test
    void everyEarlyCloseIsThePublishedOneAndAtOne() {
        List<LocalDate> early = dates(1999, day -> day instanceof CalendarDay.Trading trading && trading.earlyClose());

        assertThat(early).isEqualTo(published(EARLY_CLOSES));
        assertThat(early).allSatisfy(date -> assertThat(close(date)).isEqualTo(LocalTime.of(13, 0)));
    }

    /** NYSE Group, Holiday and Early Closings Calendar: late trading ends at 17:00 on such days. */
    @Test
    void lateTradingEndsAtFiveOnAHalfDay() {
        List<Session> sessions = trading("2026-11-27").sessions();

        assertThat(sessions)
                .extracting(Session::kind)
                .containsExactly(SessionKind.PRE, SessionKind.REGULAR, SessionKind.AFTER);
        assertThat(local(sessions.getLast().close().atZone(NEW_YORK).toLocalTime()))
                .isEqualTo("17:00");
        assertThat(trading("2026-11-27").name()).isEqualTo("Day after Thanksgiving");
    }

    /** New York is at UTC−5 until 2024-03-10 and from 2024-11-03 on, between them at UTC−4. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-08, 2024-03-08T09:00:00Z, 2024-03-08T14:30:00Z, 2024-03-08T21:00:00Z, 2024-03-09T01:00:00Z",
        "2024-03-11, 2024-03-11T08:00:00Z, 2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z, 2024-03-12T00:00:00Z",
        "2024-11-01, 2024-11-01T08:00:00Z, 2024-11-01T13:30:00Z, 2024-11-01T20:00:00Z, 2024-11-02T00:00:00Z",
        "2024-11-04, 2024-11-04T09:00:00Z, 2024-11-04T14:30:00Z, 2024-11-04T21:00:00Z, 2024-11-05T01:00:00Z",
    })
    void sessionsFollowSummerTime(String date, String pre, String open, String close, String after) {
        List<Session> sessions = trading(date).sessions();

        assertThat(sessions.get(0).open()).isEqualTo(pre);
        assertThat(sessions.get(1).open()).isEqualTo(open);
        assertThat(sessions.get(1).close()).isEqualTo(close);
        assertThat(sessions.get(2).close()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-09-12, Attack on the World Trade Center",
        "2012-10-30, Hurricane Sandy",
        "2025-01-09, Mourning of Jimmy Carter",
        "2022-06-20, Juneteenth National Independence Day",
        "2024-03-29, Good Friday",
    })
    void aHolidayHasAName(String date, String name) {
        assertThat(calendar.day(LocalDate.parse(date))).isEqualTo(new CalendarDay.Closed(LocalDate.parse(date), name));
    }

    @Test
    void theOpeningOfTheAnniversaryOfSeptember11WasLate() {
        CalendarDay.Trading day = trading("2002-09-11");

        assertThat(day.lateOpen()).isTrue();
        assertThat(day.earlyClose()).isFalse();
        assertThat(day.firstRegular().orElseThrow().open()).isEqualTo("2002-09-11T16:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1997-12-31", "2029-01-02", "1900-01-01", "2200-12-31"})
    void otherYearsAreUnknownWithTheReason(String date) {
        assertThat(calendar.day(LocalDate.parse(date)))
                .isEqualTo(new CalendarDay.Unknown(
                        LocalDate.parse(date),
                        "the calendar 'United States equities' knows the dates from 1998-01-01 to 2028-12-31"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XNAS", "ARCX", "XASE", "BATS", "IEXG"})
    void sisterVenuesHaveTheSameCalendar(String mic) {
        TradingCalendar sister = CalendarFiles.shipped().of(new Mic(mic)).orElseThrow();

        assertThat(sister.name()).isEqualTo(calendar.name());
        assertThat(sister.day(LocalDate.parse("2004-06-11"))).isInstanceOf(CalendarDay.Closed.class);
    }

    private List<LocalDate> dates(int fromYear, Predicate<CalendarDay> wanted) {
        return LocalDate.of(fromYear, 1, 1)
                .datesUntil(calendar.until().plusDays(1))
                .filter(date -> date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
                .filter(date -> wanted.test(calendar.day(date)))
                .toList();
    }

    /** Lines of a year and its dates. */
    private static List<LocalDate> published(String lines) {
        List<LocalDate> dates = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] words = line.strip().split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                dates.add(LocalDate.parse(words[0] + "-" + words[i]));
            }
        }
        return dates;
    }

    private CalendarDay.Trading trading(String date) {
        return (CalendarDay.Trading) calendar.day(LocalDate.parse(date));
    }

    private LocalTime close(LocalDate date) {
        return trading(date.toString())
                .lastRegular()
                .orElseThrow()
                .close()
                .atZone(NEW_YORK)
                .toLocalTime();
    }

    private static String local(LocalTime time) {
        return time.toString();
    }
}
