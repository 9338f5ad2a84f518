package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.node.calendar.CalendarFiles;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.HistoryView;
import counterfoil.protocol.stock.StockView.PriceView;
import counterfoil.protocol.stock.StockView.TechnicalsView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Minutes of two dates in New York, and days of AAPL as QuantConnect/Lean has them. */
class StockSessionsTest {
    private static final Bar SPLIT_DAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);
    private static final Bar TUESDAY = day("2014-06-10", 94.64, 95.05, 93.57, 94.25, 60_833_696);
    private static final long ALWAYS = Timeframe.timeOf(LocalDate.of(2200, 1, 1));

    private static HistoryView history(PureStock stock, Window window) {
        return (HistoryView) stock.read(new StockCommand.GetHistory(window, PureStock.nobody()));
    }

    private static Window all(Timeframe timeframe, Adjustment adjustment, int limit) {
        return new Window(timeframe, adjustment, 0, ALWAYS, null, limit);
    }

    private static Bar minute(String instant, double close) {
        return new Bar(Instant.parse(instant).getEpochSecond(), close, close, close, close, 1);
    }

    private static PureStock withMinutes() {
        PureStock stock =
                new PureStock(new StockSettings(100_000, 10_000, 1_000, 10_000, 0.4, 100, CalendarFiles.shipped()));
        // In New York it is four hours earlier: before the open, the open, the close, and after it.
        stock.record(
                "m",
                "feed",
                Timeframe.M1,
                minute("2014-06-10T13:29:00Z", 94.0),
                minute("2014-06-10T13:30:00Z", 94.1),
                minute("2014-06-10T14:31:00Z", 94.2),
                minute("2014-06-10T19:59:00Z", 94.25),
                minute("2014-06-10T20:05:00Z", 94.4),
                minute("2014-06-11T13:30:00Z", 94.5));
        return stock;
    }

    private static List<String> times(HistoryView view, Timeframe timeframe) {
        return IntStream.range(0, view.bars().size())
                .mapToObj(i -> timeframe.format(view.bars().time(i)))
                .toList();
    }

    @Test
    void intradayBarsBeginWithTheSessionAndMayBeOfRegularTradingAlone() {
        PureStock stock = withMinutes();
        Window regular = new Window(Timeframe.H1, Adjustment.RAW, 0, ALWAYS, null, 100, TradingHours.REGULAR);

        assertThat(times(history(stock, all(Timeframe.H1, Adjustment.RAW, 100)), Timeframe.H1))
                .containsExactly(
                        "2014-06-10T13:00:00Z",
                        "2014-06-10T13:30:00Z",
                        "2014-06-10T14:30:00Z",
                        "2014-06-10T19:30:00Z",
                        "2014-06-10T20:00:00Z",
                        "2014-06-11T13:30:00Z");
        assertThat(times(history(stock, regular), Timeframe.H1))
                .containsExactly(
                        "2014-06-10T13:30:00Z", "2014-06-10T14:30:00Z", "2014-06-10T19:30:00Z", "2014-06-11T13:30:00Z");
    }

    @Test
    void pagesOfRegularTradingAreFullAndGoOn() {
        PureStock stock = withMinutes();
        List<String> paged = new ArrayList<>();
        Long from = 0L;
        while (from != null) {
            HistoryView page = history(
                    stock, new Window(Timeframe.M1, Adjustment.RAW, from, ALWAYS, null, 1, TradingHours.REGULAR));
            assertThat(page.bars().size()).isEqualTo(1);
            paged.addAll(times(page, Timeframe.M1));
            from = page.next();
        }

        assertThat(paged)
                .containsExactly(
                        "2014-06-10T13:30:00Z", "2014-06-10T14:31:00Z", "2014-06-10T19:59:00Z", "2014-06-11T13:30:00Z");
    }

    @Test
    void regularTradingIsNotGuessedWhereNoCalendarKnowsIt() {
        PureStock stock = new PureStock();
        stock.record("m", "feed", Timeframe.M1, minute("2014-06-10T13:30:00Z", 94.1));
        Window regular = new Window(Timeframe.M1, Adjustment.RAW, 0, ALWAYS, null, 100, TradingHours.REGULAR);

        assertThat(stock.read(new StockCommand.GetHistory(regular, PureStock.nobody())))
                .isEqualTo(new StockView.Refused(new Refusal.InvalidParameter(
                        "session", "regular", "no calendar of this market knows the sessions of 2014-06-10")));
    }

    @Test
    void daysWithoutARecordAreMadeOfMinutesAndARecordedOneWins() {
        PureStock stock = withMinutes();
        stock.days("d", SPLIT_DAY);
        HistoryView days = history(stock, all(Timeframe.D1, Adjustment.RAW, 100));

        assertThat(times(days, Timeframe.D1)).containsExactly("2014-06-09", "2014-06-10", "2014-06-11");
        assertThat(days.bars().get(1)).isEqualTo(new Bar(TUESDAY.time(), 94.1, 94.25, 94.1, 94.25, 3));
        assertThat(days.basis().sources()).containsExactly("feed", "import");

        stock.days("e", TUESDAY);
        assertThat(history(stock, all(Timeframe.D1, Adjustment.RAW, 100)).bars().get(1))
                .isEqualTo(TUESDAY);
        assertThat(history(stock, all(Timeframe.W1, Adjustment.RAW, 100))
                        .bars()
                        .get(0)
                        .volume())
                .isEqualTo(SPLIT_DAY.volume() + TUESDAY.volume() + 1);
    }

    @Test
    void daysMadeOfMinutesArePagedToo() {
        PureStock stock = withMinutes();
        HistoryView first = history(stock, all(Timeframe.D1, Adjustment.RAW, 1));

        assertThat(times(first, Timeframe.D1)).containsExactly("2014-06-10");
        assertThat(first.next()).isEqualTo(Timeframe.timeOf(LocalDate.of(2014, 6, 11)));
    }

    @Test
    void withACalendarTheCloseBeforeIsThatOfRegularTrading() {
        // After 16:00 in New York 94.4 was paid; the day closed at 94.25.
        PriceView price = (PriceView) withMinutes().read(new StockCommand.GetPrice(null, PureStock.nobody()));

        assertThat(price.change()).isCloseTo(94.5 - 94.25, within(1e-12));
    }

    @Test
    void indicatorsOfADayTakeMinutesWhereNoDayIsRecorded() {
        TechnicalsView view = (TechnicalsView) withMinutes()
                .read(new StockCommand.GetTechnicals(
                        List.of("sma:2"), all(Timeframe.D1, Adjustment.SPLIT, 100), PureStock.nobody()));

        assertThat(view.lines().getFirst().values()).containsExactly(Double.NaN, (94.25 + 94.5) / 2);
    }

    @Test
    void theReportTellsDaysThatDifferFromTheirMinutesAndMinutesOutsideOfSessions() {
        PureStock stock = withMinutes();
        // The minutes of the 10th open at 94.1 and close at 94.25; the 7th was a Saturday.
        stock.days("d", SPLIT_DAY, day("2014-06-10", 94.1, 95, 94, 94.9, 60_833_696));
        stock.record("s", "feed", Timeframe.M1, minute("2014-06-07T15:00:00Z", 94.2));
        StockView.QualityView report = (StockView.QualityView)
                stock.read(new StockCommand.GetQuality(QualityPart.FINDINGS, 0, 100, null, PureStock.nobody()));

        assertThat(report.findings())
                .filteredOn(finding -> finding.rule() == Rule.DAY_DIFFERS_FROM_MINUTES)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(Timeframe.dateOf(finding.from())).isEqualTo("2014-06-10");
                    assertThat(finding.detail())
                            .isEqualTo("close of the recorded day is 94.9, its minutes say 94.25;"
                                    + " they may differ by 0.5 %");
                });
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule() == Rule.NOT_A_SESSION)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.detail()).isEqualTo("the market was closed on 2014-06-07 (SATURDAY)"));
    }
}
