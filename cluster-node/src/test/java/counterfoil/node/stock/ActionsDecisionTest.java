package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.CorporateAction;
import counterfoil.market.CorporateAction.Merger;
import counterfoil.market.CorporateAction.SpinOff;
import counterfoil.market.CorporateAction.SymbolChange;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Corporate actions are recorded once; a new symbol moves the ticker. */
class ActionsDecisionTest {
    private static final LocalDate EX = LocalDate.of(2022, 6, 9);
    private static final Identifier OLD = Identifier.ticker("AAPL", new Mic("XNAS"));
    private static final Identifier NEW = Identifier.ticker("APPL", new Mic("XNAS"));
    private static final SymbolChange CHANGE = new SymbolChange(EX, OLD, NEW);

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).refusal();
    }

    private static List<IdentifierSpan> tickers(PureStock stock) {
        return stock.state.identifiers().stream()
                .filter(span -> span.identifier().scheme() == Identifier.Scheme.TICKER)
                .toList();
    }

    @Test
    void aNewSymbolMovesTheTickerOnItsDateAndStaysAnAction() {
        PureStock stock = new PureStock();
        Decision.Persist decision = (Decision.Persist) stock.act("a", CHANGE);

        assertThat(tickers(stock))
                .containsExactly(
                        new IdentifierSpan(OLD, new Validity(null, EX)),
                        new IdentifierSpan(NEW, new Validity(EX, null)));
        assertThat(stock.state.corporateActions()).containsExactly(CHANGE);
        assertThat(stock.state.recent().find(decision.events().getLast().cause().commandId()))
                .extracting(Recent.Kept::outcome)
                .isEqualTo(new StockOutcome.ActionsTaken("a", 1, 1, 0, 0));
        assertThat(StockDecision.identifiersAfter(new PureStock().state, decision.events()))
                .isEqualTo(stock.state.identifiers());
    }

    @Test
    void aSymbolThatTheIdentifiersHaveAlreadyIsOnlyRecorded() {
        PureStock stock = new PureStock();
        List<IdentifierSpan> moved = List.of(
                new IdentifierSpan(OLD, new Validity(null, EX)), new IdentifierSpan(NEW, new Validity(EX, null)));
        stock.run(new StockCommand.ChangeInstrument(null, null, moved, null, stock.cause(null), PureStock.nobody()));
        stock.act("a", CHANGE);

        assertThat(stock.events.getLast()).isInstanceOf(StockEvent.CorporateActionsRecorded.class);
        assertThat(stock.state.identifiers()).isEqualTo(moved);
    }

    @Test
    void aSymbolThatTheInstrumentDoesNotHaveIsRefusedAndNothingIsRecorded() {
        PureStock stock = new PureStock();
        CorporateAction other = new SymbolChange(EX, Identifier.ticker("FB", new Mic("XNAS")), NEW);

        assertThat(refusal(stock.act("a", new Merger(EX, null, Money.of("5", new Currency("USD"))), other)))
                .isEqualTo(new Refusal.IdentifierNotHeld(Identifier.ticker("FB", new Mic("XNAS")), "2022-06-09"));
        assertThat(stock.state.actions()).isEmpty();
    }

    @Test
    void twoChangesInOneImportFollowEachOther() {
        PureStock stock = new PureStock();
        Identifier last = Identifier.ticker("APPLE", new Mic("XNAS"));
        stock.act("a", CHANGE, new SymbolChange(EX.plusYears(1), NEW, last));

        assertThat(tickers(stock))
                .containsExactly(
                        new IdentifierSpan(OLD, new Validity(null, EX)),
                        new IdentifierSpan(NEW, new Validity(EX, EX.plusYears(1))),
                        new IdentifierSpan(last, new Validity(EX.plusYears(1), null)));
    }

    @Test
    void aWithdrawnSymbolChangeLeavesTheIdentifiers() {
        PureStock stock = new PureStock();
        stock.act("a", CHANGE);
        stock.withdraw("a");

        assertThat(stock.state.actions()).isEmpty();
        assertThat(tickers(stock)).hasSize(2);
    }

    @Test
    void twoCompaniesMayBeSpunOffOnOneDay() {
        PureStock stock = new PureStock();
        stock.act("a", new SpinOff(EX, "ONE.XNYS", 1, 4, 1, 5), new SpinOff(EX, "TWO.XNYS", 1, 2, 1, 4));

        assertThat(stock.state.actions()).hasSize(2);
    }

    @Test
    void aSpinOffWithOtherTermsIsRefusedWithBoth() {
        PureStock stock = new PureStock();
        stock.act("a", new SpinOff(EX, "ONE.XNYS", 1, 4, 1, 5));

        assertThat(refusal(stock.act("b", new SpinOff(EX, "ONE.XNYS", 1, 4, 1, 6))))
                .isEqualTo(new Refusal.ActionDiffers(
                        "spin-off-2022-06-09-ONE.XNYS", "1 for 4, basis 1/5", "1 for 4, basis 1/6"));
    }

    @Test
    void theSameAgainIsKnown() {
        PureStock stock = new PureStock();
        CorporateAction merger = new Merger(
                EX, new CorporateAction.Exchange("isin:US0378331005", 1, 2), Money.of("5.0", new Currency("USD")));
        stock.act("a", merger, CHANGE);

        assertThat(stock.act("b", merger, CHANGE))
                .isEqualTo(new Decision.Acknowledge(new StockOutcome.ActionsTaken("b", 2, 0, 2, 0)));
    }
}
