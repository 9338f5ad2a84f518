package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Adjustment;
import counterfoil.market.CorporateAction;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.DividendInKind;
import counterfoil.market.CorporateAction.Merger;
import counterfoil.market.CorporateAction.ReturnOfCapital;
import counterfoil.market.CorporateAction.RightsIssue;
import counterfoil.market.CorporateAction.SpinOff;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.CorporateAction.StockDividend;
import counterfoil.market.CorporateAction.SymbolChange;
import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of corporate action does to the prices before its ex-date. */
class ActionKindsTest {
    private static final LocalDate EX = LocalDate.of(2024, 3, 4);
    private static final LocalDate BEFORE = EX.minusDays(3);
    private static final Mic NASDAQ = new Mic("XNAS");

    private static double factor(Adjustment adjustment, CorporateAction action) {
        return Adjuster.of(adjustment, List.of(action), null, "USD", date -> 50).priceFactor(BEFORE);
    }

    private static Money usd(String amount) {
        return Money.of(amount, new Currency("USD"));
    }

    @Test
    void aStockDividendIsASplit() {
        CorporateAction fivePercent = new StockDividend(EX, 21, 20);

        assertThat(factor(Adjustment.SPLIT, fivePercent)).isCloseTo(20.0 / 21, within(1e-15));
        assertThat(factor(Adjustment.ALL, fivePercent)).isCloseTo(20.0 / 21, within(1e-15));
    }

    /** 1 − 2/50 = 0.96. */
    @Test
    void capitalReturnedAndAssetsHandedOutCountAsDividendsDo() {
        for (CorporateAction action : List.of(
                new CashDividend(EX, usd("2"), true),
                new ReturnOfCapital(EX, usd("2")),
                new DividendInKind(EX, "isin:US69047Q1022", usd("2")))) {
            assertThat(factor(Adjustment.ALL, action)).isCloseTo(0.96, within(1e-15));
            assertThat(factor(Adjustment.SPLIT, action)).isEqualTo(1);
        }
    }

    @Test
    void aSpinOffTakesTheStatedPartOfTheValue() {
        CorporateAction spinOff = new SpinOff(EX, "NEWCO.XNYS", 1, 3, 2_135, 10_000);

        assertThat(factor(Adjustment.ALL, spinOff)).isCloseTo(0.7865, within(1e-15));
        assertThat(factor(Adjustment.SPLIT, spinOff)).isEqualTo(1);
    }

    /** One new share at 30 for four held at 50: (4 × 50 + 30) / 5 = 46, and 46/50 = 0.92. */
    @Test
    void rightsDiluteToTheTheoreticalPrice() {
        assertThat(factor(Adjustment.ALL, new RightsIssue(EX, 1, 4, usd("30")))).isCloseTo(0.92, within(1e-15));
    }

    @Test
    void rightsThatNobodyWouldTakeChangeNothing() {
        assertThat(factor(Adjustment.ALL, new RightsIssue(EX, 1, 4, usd("55")))).isEqualTo(1);
    }

    @Test
    void mergersAndNewSymbolsChangeNoPrice() {
        for (CorporateAction action : List.of(
                new Merger(EX, null, usd("54.20")),
                new SymbolChange(EX, Identifier.ticker("FB", NASDAQ), Identifier.ticker("META", NASDAQ)))) {
            assertThat(factor(Adjustment.ALL, action)).isEqualTo(1);
        }
    }

    @Test
    void anAmountInAnotherCurrencyMakesTheFullAdjustmentUnavailable() {
        Money euros = Money.of("1", new Currency("EUR"));
        for (CorporateAction action : List.of(
                new ReturnOfCapital(EX, euros), new DividendInKind(EX, "x", euros), new RightsIssue(EX, 1, 4, euros))) {
            assertThatThrownBy(() -> factor(Adjustment.ALL, action))
                    .isInstanceOf(Adjuster.Unavailable.class)
                    .hasMessageContaining("EUR");
            assertThat(factor(Adjustment.SPLIT, action)).isEqualTo(1);
        }
    }

    @Test
    void anActionAfterTheBusinessDateDoesNotCount() {
        CorporateAction spinOff = new SpinOff(EX, "NEWCO.XNYS", 1, 3, 1, 2);

        assertThat(Adjuster.of(Adjustment.ALL, List.of(spinOff), EX.minusDays(1), "USD", date -> 50)
                        .priceFactor(BEFORE))
                .isEqualTo(1);
    }

    /** A close of 50 before the action, and what it is expected to be after it. */
    @Test
    void aCloseIsCarriedOverEachKind() {
        Map<CorporateAction, Double> expected = Map.of(
                new Split(EX, 1, 10), 500.0,
                new StockDividend(EX, 5, 4), 40.0,
                new ReturnOfCapital(EX, usd("5")), 45.0,
                new SpinOff(EX, "NEWCO.XNYS", 1, 3, 1, 4), 37.5,
                new RightsIssue(EX, 1, 4, usd("30")), 46.0,
                new Merger(EX, null, usd("54.20")), 50.0);
        expected.forEach((action, close) -> assertThat(Actions.carryOver(50, BEFORE, EX, List.of(action), "USD"))
                .describedAs(action.actionId())
                .isCloseTo(close, within(1e-12)));
    }

    /**
     * AAPL's factors as QuantConnect LEAN (Apache-2.0, Data/equity/usa/factor_files/aapl.csv) states them with seven digits:
     * date, price factor of dividends, split factor. Actions and closes before them are those of that file.
     */
    @ParameterizedTest
    @CsvSource({
        "2021-02-05, 1, 1",
        "2021-02-04, 0.9985079, 1",
        "2020-11-05, 0.9967882, 1",
        "2020-08-28, 0.9967882, 0.25",
        "2020-08-06, 0.9949942, 0.25",
        "2020-05-07, 0.9923080, 0.25",
        "2020-02-06, 0.9899586, 0.25"
    })
    void theFactorsOfAppleAreThoseOfItsFactorFile(LocalDate date, double dividends, double splits) {
        List<CorporateAction> actions = List.of(
                dividend("2020-02-07", "0.77"),
                dividend("2020-05-08", "0.82"),
                dividend("2020-08-07", "0.82"),
                new Split(LocalDate.of(2020, 8, 31), 4, 1),
                dividend("2020-11-06", "0.205"),
                dividend("2021-02-05", "0.205"));
        Map<LocalDate, Double> closes = Map.of(
                LocalDate.of(2020, 2, 7), 325.21,
                LocalDate.of(2020, 5, 8), 303.74,
                LocalDate.of(2020, 8, 7), 455.61,
                LocalDate.of(2020, 11, 6), 119.03,
                LocalDate.of(2021, 2, 5), 137.39);
        Adjuster all = Adjuster.of(Adjustment.ALL, actions, null, "USD", ex -> closes.getOrDefault(ex, Double.NaN));
        Adjuster split = Adjuster.of(Adjustment.SPLIT, actions, null, "USD", ex -> Double.NaN);

        assertThat(split.priceFactor(date)).isEqualTo(splits);
        assertThat(all.priceFactor(date)).isCloseTo(dividends * splits, within(3e-7));
    }

    private static CorporateAction dividend(String exDate, String amount) {
        return new CashDividend(LocalDate.parse(exDate), usd(amount), false);
    }
}
