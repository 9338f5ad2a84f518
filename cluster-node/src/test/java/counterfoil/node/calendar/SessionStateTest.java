package counterfoil.node.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Mic;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.SessionState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a market trades at an instant, by the shipped calendars. */
class SessionStateTest {
    private static SessionState state(String mic, String instant) {
        return CalendarFiles.shipped().of(new Mic(mic)).orElseThrow().stateAt(Instant.parse(instant));
    }

    /** Thanksgiving 2026 is 26 November, and the Friday after it ends at 13:00; New York is at UTC−5. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "XNYS, 2026-11-25T20:59:59Z, REGULAR, 2026-11-27T14:30:00Z, 2026-11-25T21:00:00Z",
                "XNYS, 2026-11-26T15:00:00Z, -,       2026-11-27T14:30:00Z, 2026-11-27T18:00:00Z",
                "XNYS, 2026-11-27T18:00:00Z, AFTER,   2026-11-30T14:30:00Z, 2026-11-30T21:00:00Z",
                "XNYS, 2026-11-27T22:00:00Z, -,       2026-11-30T14:30:00Z, 2026-11-30T21:00:00Z",
                "XETR, 2026-11-23T16:29:59Z, REGULAR, 2026-11-24T08:00:00Z, 2026-11-23T16:30:00Z",
                "XETR, 2026-11-23T16:30:00Z, AUCTION, 2026-11-24T08:00:00Z, 2026-11-23T16:45:00Z",
                "XETR, 2026-12-30T13:00:00Z, AUCTION, 2027-01-04T08:00:00Z, 2026-12-30T13:15:00Z",
                "XOFF, 2026-11-22T03:00:00Z, REGULAR, -,                    -",
            })
    void theNextChangeIsToldWithTheState(
            String mic, String now, @Nullable SessionKind kind, @Nullable Instant open, @Nullable Instant close) {
        SessionState.Known known = (SessionState.Known) state(mic, now);

        assertThat(known.session()).isEqualTo(kind);
        assertThat(known.nextOpen()).isEqualTo(open);
        assertThat(known.nextClose()).isEqualTo(close);
    }

    @Test
    void theDateIsThatOfTheMarket() {
        // 20:00 in New York is the next day in UTC.
        assertThat(state("XNYS", "2026-11-24T01:00:00Z"))
                .isInstanceOfSatisfying(
                        SessionState.Known.class,
                        known -> assertThat(known.date()).isEqualTo(LocalDate.parse("2026-11-23")));
    }

    @Test
    void afterTheLastKnownDateNoOpeningIsTold() {
        SessionState.Known known = (SessionState.Known) state("XNYS", "2028-12-30T15:00:00Z");

        assertThat(known.session()).isNull();
        assertThat(known.nextOpen()).isNull();
        assertThat(known.nextClose()).isNull();
        assertThat(state("XNYS", "2029-01-02T15:00:00Z"))
                .isEqualTo(new SessionState.Unavailable(
                        "the calendar 'United States equities' knows the dates from 1998-01-01 to 2028-12-31"));
    }
}
