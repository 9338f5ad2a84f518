package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.market.calendar.Calendars;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.HistoryView;
import counterfoil.protocol.stock.StockView.PriceView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Raw AAPL bars as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
class StockReadsTest {
    private static final Bar FRIDAY = day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671);
    private static final Bar SPLIT_DAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);
    private static final Bar TUESDAY = day("2014-06-10", 94.64, 95.05, 93.57, 94.25, 60_833_696);
    private static final Split SPLIT = new Split(LocalDate.of(2014, 6, 9), 7, 1);
    private static final long ALWAYS = Timeframe.timeOf(LocalDate.of(2200, 1, 1));

    private static PureStock stock() {
        PureStock stock = new PureStock();
        stock.act("a", SPLIT);
        stock.days("b", FRIDAY, SPLIT_DAY, TUESDAY);
        return stock;
    }

    private static PriceView price(PureStock stock, @Nullable LocalDate asOf) {
        return (PriceView) stock.read(new StockCommand.GetPrice(asOf, PureStock.nobody()));
    }

    private static HistoryView history(PureStock stock, Window window) {
        return (HistoryView) stock.read(new StockCommand.GetHistory(window, PureStock.nobody()));
    }

    private static Window all(Timeframe timeframe, Adjustment adjustment, int limit) {
        return new Window(timeframe, adjustment, 0, ALWAYS, null, limit);
    }

    @Test
    void theChangeOnASplitDayUsesTheSplitAdjustedCloseBefore() {
        PriceView price = price(stock(), LocalDate.of(2014, 6, 9));

        assertThat(price.price()).isEqualTo(93.7);
        assertThat(price.change()).isCloseTo(93.7 - 645.57 / 7, within(1e-12));
        assertThat(price.changeFraction()).isCloseTo(93.7 / (645.57 / 7) - 1, within(1e-12));
        assertThat(price.source()).isEqualTo("import");
    }

    @Test
    void theFirstBarHasNoChange() {
        PriceView price = price(stock(), LocalDate.of(2014, 6, 8));

        assertThat(price.price()).isEqualTo(645.57);
        assertThat(price.change()).isNull();
    }

    @Test
    void withoutABarThePriceIsUnavailableAndTheReasonSaysWhy() {
        assertThat(price(stock(), LocalDate.of(2014, 6, 5)))
                .extracting(PriceView::price, PriceView::reason)
                .containsExactly(null, "no-bars-as-of");
        assertThat(price(new PureStock(), null)).extracting(PriceView::reason).isEqualTo("no-bars");
    }

    @Test
    void aMinuteAfterTheLastDayIsThePriceAndADayIsLaterThanItsMinutes() {
        PureStock stock = stock();
        Bar minuteOfTuesday = minute("2014-06-10T19:59:00Z", 94.1);
        Bar minuteOfWednesday = minute("2014-06-11T13:30:00Z", 94.5);
        stock.record("m", "feed", Timeframe.M1, minuteOfTuesday);
        assertThat(price(stock, null).price()).isEqualTo(94.25);

        stock.record("n", "feed", Timeframe.M1, minuteOfWednesday);

        PriceView price = price(stock, null);
        assertThat(price.price()).isEqualTo(94.5);
        assertThat(price.timeframe()).isEqualTo(Timeframe.M1);
        assertThat(price.change()).isCloseTo(94.5 - 94.25, within(1e-12));
        assertThat(price.source()).isEqualTo("feed");
    }

    @Test
    void withMinutesOnlyTheCloseBeforeIsThatOfTheEarlierDateInTheMarketsZone() {
        PureStock stock = new PureStock();
        // 2014-06-10T01:00Z is still the evening of the 9th in New York.
        stock.record(
                "m",
                "feed",
                Timeframe.M1,
                minute("2014-06-09T19:59:00Z", 93.0),
                minute("2014-06-10T01:00:00Z", 93.5),
                minute("2014-06-10T13:30:00Z", 94.5));

        assertThat(price(stock, null).change()).isCloseTo(1.0, within(1e-12));
    }

    private static Bar minute(String instant, double close) {
        return new Bar(Instant.parse(instant).getEpochSecond(), close, close, close, close, 1);
    }

    @Test
    void historyIsPagedWithoutAGapOrADouble() {
        PureStock stock = stock();
        HistoryView first = history(stock, all(Timeframe.D1, Adjustment.RAW, 2));
        assertThat(first.next()).isEqualTo(TUESDAY.time());
        HistoryView second = history(stock, new Window(Timeframe.D1, Adjustment.RAW, TUESDAY.time(), ALWAYS, null, 2));

        assertThat(first.bars().size()).isEqualTo(2);
        assertThat(second.bars().get(0)).isEqualTo(TUESDAY);
        assertThat(second.next()).isNull();
    }

    @Test
    void aWindowIncludesBothItsEndsAndHasNoPageBehindIt() {
        HistoryView view =
                history(stock(), new Window(Timeframe.D1, Adjustment.RAW, FRIDAY.time(), SPLIT_DAY.time(), null, 100));

        assertThat(view.bars().size()).isEqualTo(2);
        assertThat(view.next()).isNull();
    }

    @Test
    void weeksAreAdjustedBeforeTheyAreDrawnTogether() {
        HistoryView view = history(stock(), all(Timeframe.W1, Adjustment.SPLIT, 100));

        assertThat(view.bars().size()).isEqualTo(2);
        assertThat(view.bars().close(0)).isCloseTo(645.57 / 7, within(1e-12));
        assertThat(view.bars().open(1)).isEqualTo(92.69);
        assertThat(view.bars().close(1)).isEqualTo(94.25);
        assertThat(view.bars().high(1)).isEqualTo(95.05);
    }

    @Test
    void monthsArePagedToTheLastOne() {
        PureStock stock = new PureStock();
        List<Bar> bars = new ArrayList<>();
        for (LocalDate date = LocalDate.of(2020, 1, 1); date.getYear() < 2021; date = date.plusDays(1)) {
            bars.add(day(date.toString(), 100, 102, 99, 101, 1));
        }
        stock.days("b", bars.toArray(Bar[]::new));
        List<String> months = new ArrayList<>();
        Long from = 0L;
        while (from != null) {
            HistoryView page = history(stock, new Window(Timeframe.MO1, Adjustment.RAW, from, ALWAYS, null, 5));
            IntStream.range(0, page.bars().size())
                    .forEach(i -> months.add(Timeframe.MO1.format(page.bars().time(i)) + " "
                            + (int) page.bars().volume(i)));
            from = page.next();
        }

        assertThat(months)
                .hasSize(12)
                .startsWith("2020-01-01 31", "2020-02-01 29")
                .endsWith("2020-12-01 31");
    }

    @Test
    void asOfSeesNeitherLaterBarsNorLaterActions() {
        HistoryView view =
                history(stock(), new Window(Timeframe.D1, Adjustment.SPLIT, 0, ALWAYS, LocalDate.of(2014, 6, 8), 100));

        assertThat(view.bars().size()).isEqualTo(1);
        assertThat(view.bars().close(0)).isEqualTo(645.57);
        assertThat(view.basis().asOf()).isEqualTo(LocalDate.of(2014, 6, 8));
    }

    @Test
    void aDividendInAnotherCurrencyRefusesTheFullAdjustmentAndSaysWhy() {
        PureStock stock = stock();
        stock.act("d", new CashDividend(LocalDate.of(2014, 6, 10), Money.of("1", new Currency("EUR")), false));
        StockView view =
                stock.read(new StockCommand.GetHistory(all(Timeframe.D1, Adjustment.ALL, 10), PureStock.nobody()));

        assertThat(view)
                .isInstanceOfSatisfying(
                        StockView.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.AdjustmentUnavailable.class));
    }

    @Test
    void theYearsRangeIsSplitAdjusted() {
        StockView.InstrumentView view =
                (StockView.InstrumentView) stock().read(new StockCommand.GetInstrument(null, PureStock.nobody()));

        assertThat(view.yearHigh()).isCloseTo(95.05, within(1e-12));
        assertThat(view.yearLow()).isCloseTo(91.75, within(1e-12));
        assertThat(view.previousClose()).isEqualTo(93.7);
        assertThat(view.basis().sequenceNumber()).isEqualTo(3);
    }

    @Test
    void questionsArePagedByNumber() {
        PureStock stock = new PureStock();
        stock.days("b", day("2024-01-08", 0, 0, 0, 0, 0), day("2024-01-09", 0, 0, 0, 0, 0));
        StockView.QualityView first = (StockView.QualityView)
                stock.read(new StockCommand.GetQuality(QualityPart.ALL, 0, 1, null, PureStock.nobody()));
        StockView.QualityView second = (StockView.QualityView)
                stock.read(new StockCommand.GetQuality(QualityPart.QUESTIONS, 1, 1, null, PureStock.nobody()));

        assertThat(first.questions()).hasSize(1);
        assertThat(first.next()).isEqualTo(1);
        assertThat(first.open()).isEqualTo(2);
        assertThat(second.questions().getFirst().question().question()).isEqualTo(2);
        assertThat(second.next()).isNull();
    }

    @Test
    void heldSpansAreToldEvenBeforeTheInstrumentIsListed() {
        Identifier ticker = Identifier.ticker("AAPL", new Mic("XNAS"));
        StockCommand.FindHeldSpans find = new StockCommand.FindHeldSpans(ticker, PureStock.nobody());

        assertThat(StockReads.answer(StockState.EMPTY, PureStock.ID, find, true, Calendars.NONE))
                .isEqualTo(new StockView.HeldSpans(List.of(), true));
        assertThat(stock().read(find)).isEqualTo(new StockView.HeldSpans(List.of(Validity.ALWAYS), false));
    }
}
