package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.TechnicalsView;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Raw AAPL bars as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
class TechnicalsReadsTest {
    private static final Bar FRIDAY = day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671);
    private static final Bar SPLIT_DAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);
    private static final Bar TUESDAY = day("2014-06-10", 94.64, 95.05, 93.57, 94.25, 60_833_696);
    private static final Split SPLIT = new Split(LocalDate.of(2014, 6, 9), 7, 1);
    private static final long ALWAYS = Timeframe.timeOf(LocalDate.of(2200, 1, 1));

    private static final Window WHOLE = new Window(Timeframe.D1, Adjustment.SPLIT, 0, ALWAYS, null, 10);

    private static PureStock stock() {
        PureStock stock = new PureStock();
        stock.act("a", SPLIT);
        stock.days("b", FRIDAY, SPLIT_DAY, TUESDAY);
        return stock;
    }

    @Test
    void aWindowOfTechnicalsSelectsValuesAndNeverChangesOne() {
        PureStock stock = stock();
        TechnicalsView whole = technicals(stock, 0, 100);
        TechnicalsView last = technicals(stock, TUESDAY.time(), 100);

        assertThat(whole.lines().getFirst().indicator()).isEqualTo("sma:2");
        assertThat(whole.lines().getFirst().values()[0]).isNaN();
        assertThat(whole.lines().getFirst().values()[1]).isCloseTo((645.57 / 7 + 93.7) / 2, within(1e-12));
        assertThat(last.time()).containsExactly(TUESDAY.time());
        assertThat(last.lines().getFirst().values()[0]).isCloseTo((93.7 + 94.25) / 2, within(1e-12));
        assertThat(technicals(stock, 0, 2).next()).isEqualTo(TUESDAY.time());
    }

    private static TechnicalsView technicals(PureStock stock, long from, int limit) {
        Window window = new Window(Timeframe.D1, Adjustment.SPLIT, from, ALWAYS, null, limit);
        return (TechnicalsView)
                stock.read(new StockCommand.GetTechnicals(List.of("sma:2"), window, PureStock.nobody()));
    }

    @Test
    void missingValuesSayWhy() {
        TechnicalsView view = (TechnicalsView) stock().read(new StockCommand.GetTechnicals(
                List.of("sma:2", "mom:50", "roc:1", "obv"), WHOLE, PureStock.nobody()));
        int bars = view.time().length;

        assertThat(view.lines())
                .extracting(StockView.Line::missing)
                .containsExactly(
                        new StockView.Missing(1, 0, "the first value is at bar 1, counted from 0"),
                        new StockView.Missing(
                                bars, 0, "the first value is at bar 50, counted from 0; there are " + bars + " bars"),
                        new StockView.Missing(1, 0, "the first value is at bar 1, counted from 0"),
                        null);
        assertThat(technicals(stock(), TUESDAY.time(), 100).lines().getFirst().missing())
                .isNull();
    }

    @Test
    void anUnknownIndicatorIsRefusedWithWhatIsAllowed() {
        StockView view = stock().read(new StockCommand.GetTechnicals(List.of("sma:0"), WHOLE, PureStock.nobody()));

        assertThat(view)
                .isInstanceOfSatisfying(
                        StockView.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOfSatisfying(
                                        Refusal.InvalidParameter.class,
                                        invalid -> assertThat(invalid.value()).isEqualTo("sma:0")));
    }

    @Test
    void moreThanSixteenLinesAreRefused() {
        List<String> asked =
                IntStream.rangeClosed(2, 18).mapToObj(n -> "sma:" + n).toList();
        StockView view = stock().read(new StockCommand.GetTechnicals(asked, WHOLE, PureStock.nobody()));

        assertThat(view).isEqualTo(new StockView.Refused(new Refusal.LimitReached("technicals-series", 16, 17)));
    }
}
