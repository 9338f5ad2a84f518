package counterfoil.node.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.node.config.ConfigProblem;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFilesTest {
    /** A market with a break at noon, as Tokyo's is; the dates are this test's own. */
    private static final String TOKYO = """
            name = "Tokyo"
            source = "a test"
            mics = [XTKS]
            zone = "Asia/Tokyo"
            hours {
              full = ["regular 09:00-11:30", "regular 12:30-15:00"]
              longer = ["regular 09:00-11:30", "regular 12:30-15:25", "auction 15:25-15:30"]
            }
            weeks = [
              { from = "2024-01-01", days = [mon, tue, wed, thu, fri], hours = full }
              { from = "2024-11-05", days = [mon, tue, wed, thu, fri], hours = longer }
            ]
            until = "2025-12-31"
            rules = [{ name = "Coming of Age Day", date = "second monday of january" }]
            dates = [{ date = "2024-06-01", name = "A Saturday of trading", hours = full }]
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileOfOnesOwnIsRead() throws IOException {
        Files.writeString(folder.resolve("tokyo.conf"), TOKYO);
        TradingCalendar tokyo = CalendarFiles.read(folder).of(new Mic("XTKS")).orElseThrow();

        CalendarDay.Trading before = (CalendarDay.Trading) tokyo.day(LocalDate.parse("2024-11-01"));
        CalendarDay.Trading after = (CalendarDay.Trading) tokyo.day(LocalDate.parse("2024-11-05"));
        assertThat(before.lastRegular().orElseThrow().close()).isEqualTo("2024-11-01T06:00:00Z");
        assertThat(after.lastRegular().orElseThrow().close()).isEqualTo("2024-11-05T06:25:00Z");
        assertThat(after.sessions())
                .extracting(session -> session.kind())
                .containsExactly(SessionKind.REGULAR, SessionKind.REGULAR, SessionKind.AUCTION);
        assertThat(tokyo.day(LocalDate.parse("2024-01-08")))
                .isEqualTo(new CalendarDay.Closed(LocalDate.parse("2024-01-08"), "Coming of Age Day"));
        assertThat(tokyo.day(LocalDate.parse("2024-06-01"))).isInstanceOf(CalendarDay.Trading.class);
        assertThat(tokyo.day(LocalDate.parse("2024-06-02"))).isInstanceOf(CalendarDay.Closed.class);
    }

    @Test
    void aFileOfOnesOwnTakesThePlaceOfAShippedOneForItsMarketsAlone() throws IOException {
        Files.writeString(
                folder.resolve("iex.conf"), TOKYO.replace("XTKS", "IEXG").replace("Asia/Tokyo", "America/New_York"));
        Calendars calendars = CalendarFiles.read(folder);

        assertThat(calendars.of(new Mic("IEXG")).orElseThrow().name()).isEqualTo("Tokyo");
        assertThat(calendars.of(new Mic("XNYS")).orElseThrow().name()).isEqualTo("United States equities");
    }

    @Test
    void theVersionNamesTheContent() throws IOException {
        String shipped = CalendarFiles.shipped().version();
        Files.writeString(folder.resolve("tokyo.conf"), TOKYO);

        assertThat(CalendarFiles.shipped().version()).isEqualTo(shipped).hasSize(16);
        assertThat(CalendarFiles.read(folder).version()).isNotEqualTo(shipped);
    }

    @Test
    void otherFilesOfTheFolderAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("readme.txt"), "no calendar");

        assertThat(CalendarFiles.read(folder).of(new Mic("XTKS"))).isEmpty();
    }

    /** Each line of the file that is replaced, by what, and what the node then says of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mics = [XTKS]               | mics = [XXXX]               | unknown MIC
            mics = [XTKS]               | mics = []                   | a calendar has a market
            zone = "Asia/Tokyo"         | zone = "Asia/Kyoto"         | there is no zone 'Asia/Kyoto'
            zone = "Asia/Tokyo"         | zone = "Asia/Seoul"         | dates of XTKS are reckoned in Asia/Tokyo
            zone = "Asia/Tokyo"         | zone = "Asia/Tokyo", lunch = 1 | unknown name lunch, known are dates, hours
            full = ["regular 09:00-11:30" | full = ["regular 09:00-13:30" | tokyo.conf:6: sessions follow each other
            regular 12:30-15:00         | lunch 12:30-15:00           | tokyo.conf:6: a session is one of pre, regular
            regular 12:30-15:00         | regular 12:30-15:60         | there is no such time
            regular 12:30-15:00         | regular 12:30-25:00         | within one day: 12:30 to 25:00
            regular 12:30-15:00         | 12:30-15:00                 | a session is such as 'regular 09:30-16:00'
            from = "2024-11-05"         | from = "2023-11-05"         | usual hours ascend by date: 2023-11-05
            hours = longer              | hours = night               | tokyo.conf:11: there are no hours named 'night'
            until = "2025-12-31"        | until = "2025-02-30"        | until must be a date such as 2024-01-31
            until = "2025-12-31"        | until = "1999-12-31"        | a calendar ends after its usual hours begin
            until = "2025-12-31"        |                             | No configuration setting found for key 'until'
            second monday of january    | sixth monday of january     | tokyo.conf:14: a date is such as 12-25
            second monday of january    | second moonday of january   | a weekday is such as mon or monday
            second monday of january    | 02-30                       | there is no such month and day
            date = "second monday of january" | date = "01-08", years = "later"  | years are such as 1998-2001
            date = "second monday of january" | date = "easter", sunday = monday | only a date such as 12-25 moves
            date = "second monday of january" | date = "01-08", sunday = someday | sunday is one of stay, drop, friday
            date = "second monday of january" | day = "01-08"                    | tokyo.conf:14: unknown name day
            name = "A Saturday of trading"    | name = ""                        | a name has 1 to 100 characters
            date = "2024-06-01"         | date = "2024-06-01", to = "2024-05-01" | special dates span 1 to 150 days
            rules = [                   | rules = {                   | tokyo.conf is no calendar
            """)
    void whatIsNoCalendarIsSaidInOneLine(String line, String by, String message) throws IOException {
        assertThat(TOKYO).contains(line);
        Files.writeString(folder.resolve("tokyo.conf"), TOKYO.replace(line, by == null ? "" : by));

        assertThatThrownBy(() -> CalendarFiles.read(folder))
                .isInstanceOf(BadCalendar.class)
                .hasMessageContaining("tokyo.conf")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void twoFilesForOneMarketAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.conf"), TOKYO);
        Files.writeString(folder.resolve("b.conf"), TOKYO);

        assertThatThrownBy(() -> CalendarFiles.read(folder))
                .hasMessageContaining("b.conf is a second calendar for XTKS");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.write(folder.resolve("tokyo.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> CalendarFiles.read(folder)).hasMessageContaining("tokyo.conf is not text in UTF-8");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        Files.writeString(folder.resolve("tokyo.conf"), "#".repeat(256 * 1024 + 1));

        assertThatThrownBy(() -> CalendarFiles.read(folder)).hasMessageContaining("is larger than 262144 bytes");
    }

    @Test
    void aNodeThatIsToldOfABadFolderDoesNotStart() {
        Settings settings = Settings.gather(
                Map.of("counterfoil.calendars.dir", folder.resolve("absent").toString()), Map.of(), null);

        assertThatThrownBy(() -> NodeConfig.of(settings))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("counterfoil.calendars.dir holds what cannot be used: there is no folder")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aNodeReadsTheFolder() throws IOException {
        Files.writeString(folder.resolve("tokyo.conf"), TOKYO);
        Settings settings = Settings.gather(Map.of("counterfoil.calendars.dir", folder.toString()), Map.of(), null);

        assertThat(NodeConfig.of(settings).calendars().of(new Mic("XTKS"))).isPresent();
    }
}
