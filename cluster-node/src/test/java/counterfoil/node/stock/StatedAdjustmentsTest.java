package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bar;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.QualityFinding;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A source's adjusted closes against the dividends that are recorded: 8TRA.DE around its dividend of 0.70 on 2023-06-02,
 * from the test data of yfinance (Apache-2.0, tests/data), where one file lacks the adjustment and its twin has it. The
 * dividend asks for 1 − 0.70 / 18.79 = 0.96275; the repaired file states 18.09 / 18.79.
 */
class StatedAdjustmentsTest {
    private static final LocalDate FIRST = LocalDate.of(2023, 5, 30);
    private static final LocalDate BEFORE = LocalDate.of(2023, 5, 31);
    private static final LocalDate EX = LocalDate.of(2023, 6, 2);
    private static final LocalDate LAST = LocalDate.of(2023, 6, 6);
    private static final double RIGHT = 18.09 / 18.79;
    private static final Bar[] DAYS = {
        day("2023-05-30", 19.59, 19.8, 19.27, 19.35, 196_309),
        day("2023-05-31", 19.12, 19.14, 18.7, 18.79, 156_652),
        day("2023-06-02", 18.55, 19, 18.51, 18.9, 83_439),
        day("2023-06-05", 18.93, 19.09, 18.84, 19, 153_167),
        day("2023-06-06", 18.91, 18.95, 18.51, 18.66, 104_352)
    };

    private static PureStock stock() {
        PureStock stock = new PureStock();
        stock.days("b", DAYS);
        stock.act("a", new CashDividend(EX, Money.of("0.7", new Currency("USD")), false));
        return stock;
    }

    private static Decision state(PureStock stock, String importId, AdjustmentRun... runs) {
        ImportOrigin origin = new ImportOrigin(importId, "yahoo", PureStock.NOW, "00", runs.length);
        return stock.run(
                new StockCommand.StateAdjustments(List.of(runs), origin, stock.cause(null), PureStock.nobody()));
    }

    private static AdjustmentRun[] step(double factor) {
        return new AdjustmentRun[] {new AdjustmentRun(FIRST, BEFORE, factor), new AdjustmentRun(EX, LAST, 1)};
    }

    private static List<QualityFinding> findings(PureStock stock) {
        return ((StockView.QualityView)
                        stock.read(new StockCommand.GetQuality(QualityPart.FINDINGS, 0, 100, null, PureStock.nobody())))
                .findings();
    }

    private static List<String> found(PureStock stock) {
        return findings(stock).stream()
                .map(finding -> finding.rule().code() + " "
                        + finding.timeframe().format(finding.from()) + " "
                        + finding.timeframe().format(finding.to()) + " " + finding.count())
                .toList();
    }

    @Test
    void adjustedClosesThatLackTheDividendAreFoundByDate() {
        PureStock stock = stock();
        state(stock, "s", new AdjustmentRun(FIRST, LAST, 1));

        assertThat(found(stock)).containsExactly("dividend-adjustment-missing 2023-05-30 2023-05-31 2");
        assertThat(findings(stock).getFirst().detail()).contains("yahoo", "1.00000", "0.96275", "2023-06-02");
    }

    @Test
    void theRepairedTwinIsClean() {
        PureStock stock = stock();
        state(stock, "s", step(RIGHT));

        assertThat(found(stock)).isEmpty();
    }

    @Test
    void adjustedClosesThatHoldTheDividendTwiceAreFound() {
        PureStock stock = stock();
        state(stock, "s", step(RIGHT * RIGHT));

        assertThat(found(stock)).containsExactly("dividend-adjustment-doubled 2023-05-30 2023-05-31 2");
    }

    @Test
    void theDividendMayComeAfterTheStatement() {
        PureStock stock = new PureStock();
        stock.days("b", DAYS);
        state(stock, "s", new AdjustmentRun(FIRST, LAST, 1));
        assertThat(found(stock)).isEmpty();

        stock.act("a", new CashDividend(EX, Money.of("0.7", new Currency("USD")), false));

        assertThat(found(stock)).hasSize(1);
    }

    @Test
    void theLastStatementOfASourceCounts() {
        PureStock stock = stock();
        state(stock, "s", new AdjustmentRun(FIRST, LAST, 1));
        state(stock, "t", step(RIGHT));

        assertThat(found(stock)).isEmpty();
    }

    @Test
    void aStatementNeverChangesABarAndIsWithdrawnWithItsImport() {
        PureStock stock = stock();
        List<String> closes = stock.closes();
        state(stock, "s", new AdjustmentRun(FIRST, LAST, 1));
        assertThat(stock.closes()).isEqualTo(closes);

        stock.withdraw("s");

        assertThat(found(stock)).isEmpty();
        assertThat(stock.state.stated()).isEmpty();
    }

    @Test
    void theSameStatementAgainRecordsNothing() {
        PureStock stock = stock();
        state(stock, "s", step(RIGHT));

        assertThat(state(stock, "t", step(RIGHT)))
                .isEqualTo(new Decision.Acknowledge(new StockOutcome.AdjustmentsKept("t", 0)));
    }

    @Test
    void aDividendTooSmallToTellFromRoundingIsPassedOver() {
        PureStock stock = new PureStock();
        stock.days("b", DAYS);
        stock.act("a", new CashDividend(EX, Money.of("0.03", new Currency("USD")), false));
        state(stock, "s", new AdjustmentRun(FIRST, LAST, 1));

        assertThat(found(stock)).isEmpty();
    }

    @Test
    void moreStatementsThanTheLimitAreRefused() {
        PureStock stock = new PureStock(new StockSettings(10, 10, 1, 10, 0.4, 100));

        assertThat(state(stock, "s", step(RIGHT)))
                .isEqualTo(new Decision.Refuse(new Refusal.LimitReached("adjustments-per-stock", 1, 2)));
    }

    @Test
    void aSnapshotKeepsStatements() {
        PureStock stock = stock();
        state(stock, "s", step(RIGHT));

        assertThat(StockSnapshot.of(stock.state).toState().stated()).isEqualTo(stock.state.stated());
    }
}
