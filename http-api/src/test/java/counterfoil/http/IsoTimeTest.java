package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import counterfoil.market.Timeframe;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "2000-02-29", "2020-12-31", "2200-12-31"})
    void datesAreRead(String text) {
        assertThat(IsoTime.date(text)).isEqualTo(LocalDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2020-1-2",
                "2020-02-30",
                "1900-02-29",
                "2020-13-01",
                "2020-00-10",
                "1899-12-31",
                "2201-01-01",
                "20200102",
                "2020-01-02T00:00:00Z",
                "2020-01-02 ",
                "+2020-01-02",
                "2020/01/02",
                "02.01.2020",
                "\u0662\u0660\u0662\u0660-01-02",
                "0000-01-01",
                "1577923200"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsoTime.date(text))
                .withMessageContaining(text);
    }

    /** 2013-11-25T00:01:00Z is day 16,034 of the epoch: 16,034 × 86,400 + 60 = 1,385,337,660. */
    @ParameterizedTest
    @CsvSource({
        "2013-11-25T00:01:00Z,1385337660",
        "2013-11-25T00:01Z,1385337660",
        "2013-11-25T02:01:00+02:00,1385337660",
        "2013-11-24T19:01:00-05:00,1385337660",
        "2013-11-25T05:46:00.000+05:45,1385337660",
        "1970-01-01T00:00:00Z,0",
        "1969-12-31T23:59:00Z,-60"
    })
    void minutesAreReadWithTheirOffset(String text, long seconds) {
        assertThat(IsoTime.barTime(Timeframe.M1, text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-11-25T00:01:30Z",
                "2013-11-25T00:01:00.5Z",
                "2013-11-25T00:01:00",
                "2013-11-25T24:00:00Z",
                "2013-11-25T23:60:00Z",
                "2016-12-31T23:59:60Z",
                "2013-11-31T00:01:00Z",
                "2013-11-25 00:01:00Z",
                "2013-11-25T00:01:00+19:00",
                "2013-11-25T00:01:00[UTC]",
                "2013-11-25",
                "1899-11-25T00:01:00Z",
                "+999999999-11-25T00:01:00Z",
                "1385337660"
            })
    void whatIsNoMinuteIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsoTime.barTime(Timeframe.M1, text))
                .withMessageContaining(text);
    }

    @Test
    void aDayIsNoInstant() {
        assertThat(IsoTime.barTime(Timeframe.D1, "1970-01-02")).isEqualTo(86_400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsoTime.barTime(Timeframe.D1, "1970-01-02T00:00:00Z"))
                .withMessageStartingWith("expected a date YYYY-MM-DD");
    }
}
