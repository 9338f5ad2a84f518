package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Segments;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Raw AAPL bars and actions as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
class AdjusterTest {
    private static final Currency USD = new Currency("USD");
    private static final CorporateAction SPLIT_2014 = new Split(LocalDate.of(2014, 6, 9), 7, 1);
    private static final CorporateAction DIVIDEND_2014 =
            new CashDividend(LocalDate.of(2014, 8, 7), Money.of("0.47", USD), false);
    private static final CorporateAction SPLIT_2020 = new Split(LocalDate.of(2020, 8, 31), 4, 1);
    private static final List<CorporateAction> ACTIONS = List.of(SPLIT_2014, DIVIDEND_2014, SPLIT_2020);

    private static final Series AAPL = Series.EMPTY.record(
            Bars.of(List.of(
                    day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671),
                    day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948),
                    day("2014-08-06", 94.8, 95.48, 94.71, 94.97, 35_940_623),
                    day("2014-08-07", 94.92, 95.95, 94.1, 94.48, 45_737_704),
                    day("2020-08-28", 504, 505.77, 498.31, 499.23, 44_109_029),
                    day("2020-08-31", 127.67, 131, 126.25, 129.04, 210_024_091))),
            0);

    private static Bar day(String date, double open, double high, double low, double close, double volume) {
        return new Bar(Timeframe.timeOf(LocalDate.parse(date)), open, high, low, close, volume);
    }

    private static Bars adjusted(Adjustment adjustment, @Nullable LocalDate asOf) {
        Adjuster adjuster = Adjuster.of(
                adjustment,
                ACTIONS,
                asOf,
                "USD",
                Adjuster.Closes.of(new Days(
                        AAPL, AAPL.size(), Series.EMPTY, 0, new Segments(ZoneId.of("America/New_York"), null))));
        BarBuffer buffer = new BarBuffer();
        AAPL.read(0, AAPL.size(), adjuster.before(buffer, ZoneOffset.UTC));
        return buffer.bars(0, buffer.size());
    }

    @Test
    void rawBarsStayAsTheyWereTraded() {
        assertThat(adjusted(Adjustment.RAW, null).close(0)).isEqualTo(645.57);
    }

    @Test
    void earlierPricesAreDividedAndVolumesMultipliedByEachLaterSplit() {
        Bars bars = adjusted(Adjustment.SPLIT, null);

        assertThat(bars.close(0)).isCloseTo(645.57 / 28, within(1e-12));
        assertThat(bars.volume(0)).isCloseTo(12_116_671.0 * 28, within(1e-3));
        assertThat(bars.close(1)).isCloseTo(93.7 / 4, within(1e-12));
        assertThat(bars.close(4)).isCloseTo(499.23 / 4, within(1e-12));
        assertThat(bars.close(5)).isEqualTo(129.04);
        assertThat(bars.volume(5)).isEqualTo(210_024_091);
    }

    @Test
    void theSeriesIsContinuousOverASplit() {
        Bars bars = adjusted(Adjustment.SPLIT, null);

        assertThat(bars.close(1) / bars.close(0)).isBetween(0.95, 1.05);
        assertThat(bars.close(5) / bars.close(4)).isBetween(0.95, 1.05);
    }

    @Test
    void aCashDividendTakesItsFractionOfTheCloseBeforeIt() {
        Bars bars = adjusted(Adjustment.ALL, null);
        double factor = 1 - 0.47 / 94.97;

        assertThat(bars.close(2)).isCloseTo(94.97 / 4 * factor, within(1e-12));
        assertThat(bars.close(3)).isCloseTo(94.48 / 4, within(1e-12));
        assertThat(bars.close(0)).isCloseTo(645.57 / 28 * factor, within(1e-12));
        assertThat(bars.volume(2)).isCloseTo(35_940_623.0 * 4, within(1e-3));
    }

    @Test
    void anActionThatWasNotYetExOnTheBusinessDateDoesNotCount() {
        Bars bars = adjusted(Adjustment.SPLIT, LocalDate.of(2020, 8, 30));

        assertThat(bars.close(0)).isCloseTo(645.57 / 7, within(1e-12));
        assertThat(bars.close(4)).isEqualTo(499.23);
    }

    @Test
    void aDividendInAnotherCurrencyMakesTheFullAdjustmentUnavailable() {
        CorporateAction euros =
                new CashDividend(LocalDate.of(2014, 8, 7), Money.of("0.40", new Currency("EUR")), false);

        assertThatThrownBy(() -> Adjuster.of(Adjustment.ALL, List.of(euros), null, "USD", date -> 100))
                .isInstanceOf(Adjuster.Unavailable.class)
                .hasMessageContaining("EUR");
        assertThat(Adjuster.of(Adjustment.SPLIT, List.of(euros), null, "USD", date -> 100)
                        .priceFactor(LocalDate.of(2014, 1, 1)))
                .isEqualTo(1);
    }

    @Test
    void aDividendAboveTheCloseBeforeItIsNoFactor() {
        assertThatThrownBy(() -> Adjuster.of(Adjustment.ALL, List.of(DIVIDEND_2014), null, "USD", date -> 0.4))
                .isInstanceOf(Adjuster.Unavailable.class);
    }
}
