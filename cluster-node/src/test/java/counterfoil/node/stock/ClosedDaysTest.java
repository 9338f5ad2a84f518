package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.node.calendar.CalendarFiles;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days and minutes against the calendar of the market, which is XNAS here. */
class ClosedDaysTest {
    private static final Calendars CALENDARS = CalendarFiles.shipped();
    private static final StockSettings SETTINGS =
            new StockSettings(100_000, 10_000, 1_000, 10_000, 0.4, 100, CALENDARS);

    private static Bar bar(String date, double close) {
        return day(date, close, close + 1, close - 1, close, 10);
    }

    private static List<String> findings(PureStock stock, String asOf) {
        StockCommand.GetQuality get = new StockCommand.GetQuality(
                QualityPart.FINDINGS, 0, 100, asOf.isEmpty() ? null : LocalDate.parse(asOf), PureStock.nobody());
        StockView.QualityView view =
                (StockView.QualityView) StockReads.answer(stock.state, PureStock.ID, get, false, CALENDARS);
        return view.findings().stream()
                .map(finding -> finding.rule().code() + " "
                        + finding.timeframe().format(finding.from()) + " "
                        + finding.timeframe().format(finding.to()) + " " + finding.count())
                .toList();
    }

    @Test
    void aDayOnWhichTheMarketWasClosedIsQuestioned() {
        PureStock stock = new PureStock(SETTINGS);
        stock.days("b", bar("2024-07-03", 100), bar("2024-07-04", 101), bar("2024-07-05", 102), bar("2024-07-06", 103));

        assertThat(stock.questions()).containsExactly("2024-07-04 not-a-session OPEN", "2024-07-06 not-a-session OPEN");
        assertThat(stock.state.questions().getLast().question().detail()).contains("XNAS", "SATURDAY");
    }

    @Test
    void whatAPersonAcceptedIsNoFinding() {
        PureStock stock = new PureStock(SETTINGS);
        stock.days("b", bar("2024-07-03", 100), bar("2024-07-04", 101), bar("2024-07-05", 102));
        stock.judge(1, true);

        assertThat(stock.closes()).hasSize(3);
        assertThat(findings(stock, "")).isEmpty();
    }

    @Test
    void sessionsWithoutABarAreFoundAndSpecialClosingsAreNone() {
        PureStock stock = new PureStock(SETTINGS);
        stock.days("b", bar("2001-09-10", 100), bar("2001-09-17", 101), bar("2001-09-20", 102));

        assertThat(findings(stock, "")).containsExactly("session-missing 2001-09-18 2001-09-19 2");
        assertThat(findings(stock, "2001-09-17")).isEmpty();
    }

    @Test
    void beforeTheCalendarBeginsNothingIsSaid() {
        PureStock stock = new PureStock(SETTINGS);
        stock.days("b", bar("1990-01-05", 100), bar("1990-01-06", 101), bar("1990-02-05", 102));

        assertThat(stock.questions()).isEmpty();
        assertThat(findings(stock, "")).isEmpty();
    }

    /** 01:00 in New York is before the early trading and after the late. */
    @Test
    void minutesAtNightStandAndAreFound() {
        PureStock stock = new PureStock(SETTINGS);
        List<Bar> night = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long time = Instant.parse("2024-07-03T05:00:00Z").getEpochSecond() + 60L * i;
            night.add(new Bar(time, 100, 101, 99, 100, 10 + i));
        }
        stock.record("m", "feed", Timeframe.M1, night.toArray(Bar[]::new));

        assertThat(stock.questions()).isEmpty();
        assertThat(findings(stock, "")).containsExactly("not-a-session 2024-07-03T05:00:00Z 2024-07-03T05:04:00Z 5");
    }

    /** 09:30 to 16:00 in New York: the first minute opens at 100, the recorded day at 110. */
    @Test
    void aDayThatItsMinutesContradictIsFound() {
        PureStock stock = new PureStock(SETTINGS);
        long open = Instant.parse("2024-07-02T13:30:00Z").getEpochSecond();
        List<Bar> minutes = new ArrayList<>();
        for (int i = 0; i < 390; i++) {
            minutes.add(new Bar(open + 60L * i, 100, 101, 99, 100, 10 + i));
        }
        stock.record("m", "feed", Timeframe.M1, minutes.toArray(Bar[]::new));
        stock.days("b", day("2024-07-02", 110, 110, 99, 100, 1e6));

        assertThat(findings(stock, "")).containsExactly("day-differs-from-minutes 2024-07-02 2024-07-02 1");
    }
}
