package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static counterfoil.node.stock.PureStock.nobody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Closes;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Timeframe;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.node.calendar.CalendarFiles;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.ClosesView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Raw AAPL bars around the split of 2014 as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
class ClosesReadingTest {
    private static final Bar FRIDAY = day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671);
    private static final Bar SPLIT_DAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);
    private static final Bar TUESDAY = day("2014-06-10", 94.64, 95.05, 93.57, 94.25, 60_833_696);
    private static final int MONDAY = (int) LocalDate.of(2014, 6, 9).toEpochDay();
    private static final int ALWAYS = (int) LocalDate.of(2200, 1, 1).toEpochDay();

    private static PureStock stock() {
        PureStock stock = new PureStock();
        stock.act("a", new Split(LocalDate.of(2014, 6, 9), 7, 1));
        stock.days("b", FRIDAY, SPLIT_DAY);
        stock.record("c", "other", Timeframe.D1, TUESDAY);
        return stock;
    }

    private static ClosesView closes(PureStock stock, Adjustment adjustment, int from, int before) {
        return closes(stock, adjustment, from, ALWAYS, before, null);
    }

    private static ClosesView closes(
            PureStock stock, Adjustment adjustment, int from, int to, int before, @Nullable LocalDate asOf) {
        return (ClosesView)
                stock.read(new StockCommand.GetCloses(new Span(adjustment, from, to, before, asOf), nobody()));
    }

    private static Closes of(int first, double... closes) {
        int[] days = new int[closes.length];
        for (int i = 0; i < days.length; i++) {
            days[i] = first + i;
        }
        return new Closes(days, closes);
    }

    @Test
    void aSpanHasBothItsEndsAndAsManyClosesBeforeItAsAsked() {
        assertThat(closes(stock(), Adjustment.RAW, MONDAY, 0).closes()).isEqualTo(of(MONDAY, 93.7, 94.25));
        assertThat(closes(stock(), Adjustment.RAW, MONDAY, MONDAY, 0, null).closes())
                .isEqualTo(of(MONDAY, 93.7));
        assertThat(closes(stock(), Adjustment.RAW, MONDAY, 5).closes())
                .isEqualTo(new Closes(new int[] {MONDAY - 3, MONDAY, MONDAY + 1}, new double[] {645.57, 93.7, 94.25}));
        assertThat(closes(stock(), Adjustment.RAW, ALWAYS, 1).closes()).isEqualTo(of(MONDAY + 1, 94.25));
        assertThat(closes(stock(), Adjustment.RAW, 0, MONDAY - 4, 5, null).closes())
                .isEqualTo(Closes.EMPTY);
    }

    @Test
    void closesAreComparableAcrossASplit() {
        assertThat(closes(stock(), Adjustment.SPLIT, MONDAY, 1).closes().close(0))
                .isEqualTo(645.57 * (1 / 7.0));
    }

    /** The regular dividend of 2014-08-07 was 0.47; a made-up one of 1.00 on the 10th makes 1 − 1/93.7 of what is before. */
    @Test
    void withAllAdjustmentsReturnsContainDividends() {
        PureStock stock = stock();
        stock.act("d", new CashDividend(LocalDate.of(2014, 6, 10), Money.of("1.00", new Currency("USD")), false));

        Closes closes = closes(stock, Adjustment.ALL, MONDAY, 0).closes();
        assertThat(closes.close(0)).isCloseTo(93.7 - 1, within(1e-12));
        assertThat(closes.close(1)).isEqualTo(94.25);
    }

    @Test
    void asOfSeesNeitherLaterBarsNorLaterActions() {
        PureStock stock = stock();
        LocalDate monday = LocalDate.of(2014, 6, 9);
        ClosesView before = closes(stock, Adjustment.ALL, 0, ALWAYS, 0, monday);
        stock.act("d", new Split(LocalDate.of(2014, 6, 11), 2, 1));
        stock.act("e", new CashDividend(LocalDate.of(2014, 6, 10), Money.of("1.00", new Currency("USD")), false));

        assertThat(before.closes().day(before.closes().size() - 1)).isEqualTo(MONDAY);
        assertThat(closes(stock, Adjustment.ALL, 0, ALWAYS, 0, monday).closes()).isEqualTo(before.closes());
    }

    @Test
    void anAnswerNamesTheSourcesOfItsOwnCloses() {
        assertThat(closes(stock(), Adjustment.RAW, MONDAY, 0).basis().sources()).containsExactly("import", "other");
        assertThat(closes(stock(), Adjustment.RAW, MONDAY + 1, 0).basis().sources())
                .containsExactly("other");
    }

    /** Two hours of minutes of Wednesday: history shows the day that they make, statistics wait for the recorded one. */
    @Test
    void daysMadeOfMinutesGiveNoClose() {
        PureStock stock =
                new PureStock(new StockSettings(100_000, 10_000, 1_000, 10_000, 0.4, 100, CalendarFiles.shipped()));
        stock.days("b", TUESDAY);
        long open = Instant.parse("2014-06-11T13:30:00Z").getEpochSecond();
        stock.record(
                "m",
                "feed",
                Timeframe.M1,
                IntStream.range(0, 120)
                        .mapToObj(i -> new Bar(open + 60L * i, 94, 94, 94, 94, 1))
                        .toArray(Bar[]::new));

        StockView.HistoryView history = (StockView.HistoryView) stock.read(new StockCommand.GetHistory(
                new StockCommand.Window(Timeframe.D1, Adjustment.RAW, 0, 86_400L * ALWAYS, null, 10), nobody()));
        assertThat(history.bars().size()).isEqualTo(2);
        assertThat(closes(stock, Adjustment.RAW, 0, 0).closes()).isEqualTo(of(MONDAY + 1, 94.25));
    }

    @Test
    void aQuestionedBarGivesNoClose() {
        PureStock stock = stock();
        stock.days("q", day("2014-06-11", 1, 1, 1, 1, 1));

        assertThat(closes(stock, Adjustment.RAW, 0, 0).closes().size()).isEqualTo(3);
    }

    @Test
    void moreThanOneMessageHoldsIsPagedWithoutAGapOrADouble() {
        PureStock stock = new PureStock();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < StockCommand.MAX_CLOSES + 10; i++) {
            double close = 100 + i % 7;
            bars.add(new Bar(86_400L * (i - 100), close, close, close, close, 1));
        }
        for (int i = 0; i < bars.size(); i += StockCommand.MAX_BARS) {
            stock.days(
                    "b" + i,
                    bars.subList(i, Math.min(bars.size(), i + StockCommand.MAX_BARS))
                            .toArray(Bar[]::new));
        }

        ClosesView first = closes(stock, Adjustment.ALL, -200, 0);
        assertThat(first.closes().size()).isEqualTo(StockCommand.MAX_CLOSES);
        assertThat(first.next()).isEqualTo(StockCommand.MAX_CLOSES - 100);
        ClosesView second = closes(stock, Adjustment.ALL, StockCommand.MAX_CLOSES - 100, 0);
        assertThat(second.next()).isNull();
        Closes all = Closes.joined(List.of(first.closes(), second.closes()));
        assertThat(all.size()).isEqualTo(bars.size());
        assertThat(all.day(0)).isEqualTo(-100);
    }

    @Test
    void whatCannotBeAdjustedIsRefused() {
        PureStock stock = stock();
        stock.act("d", new CashDividend(LocalDate.of(2014, 6, 10), Money.of("1.00", new Currency("EUR")), false));

        StockView view = stock.read(new StockCommand.GetCloses(new Span(Adjustment.ALL, 0, ALWAYS, 0, null), nobody()));
        assertThat(((StockView.Refused) view).refusal()).isInstanceOf(Refusal.AdjustmentUnavailable.class);
    }
}
