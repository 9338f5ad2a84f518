package counterfoil.http.stock;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of corporate actions beside splits and cash dividends. */
class ActionShapeTest {
    private static final LocalDate EX = LocalDate.of(2024, 3, 4);
    private static final Currency USD = new Currency("USD");

    private static CorporateAction read(String fields) {
        String body = "{'actions':[{'ex_date':'2024-03-04'," + fields + "}]}";
        return CorporateActionsBody.parse(utf8(body.replace('\'', '"')))
                .actions()
                .getFirst();
    }

    @Test
    void everyKindIsRead() {
        assertThat(read("'type':'stock_dividend','new_rate':21,'old_rate':20"))
                .isEqualTo(new CorporateAction.StockDividend(EX, 21, 20));
        assertThat(read("'type':'return_of_capital','amount':'1.50','currency':'USD'"))
                .isEqualTo(new CorporateAction.ReturnOfCapital(EX, Money.of("1.5", USD)));
        assertThat(read("'type':'dividend_in_kind','distributed':'PYPL.XNAS','value':'2','currency':'USD'"))
                .isEqualTo(new CorporateAction.DividendInKind(EX, "PYPL.XNAS", Money.of("2", USD)));
        assertThat(read("'type':'spin_off','new_instrument':'isin:US69047Q1022','new_rate':1,'old_rate':3,"
                        + "'basis_numerator':2135,'basis_denominator':10000"))
                .isEqualTo(new CorporateAction.SpinOff(EX, "isin:US69047Q1022", 1, 3, 2_135, 10_000));
        assertThat(read("'type':'rights_issue','new_rate':1,'old_rate':4,'price':'7.5','currency':'USD'"))
                .isEqualTo(new CorporateAction.RightsIssue(EX, 1, 4, Money.of("7.5", USD)));
        assertThat(read("'type':'symbol_change','old_ticker':'FB','new_ticker':'META','mic':'XNAS'"))
                .isEqualTo(new CorporateAction.SymbolChange(
                        EX, Identifier.ticker("FB", new Mic("XNAS")), Identifier.ticker("META", new Mic("XNAS"))));
    }

    @Test
    void aMergerGivesSharesCashOrBoth() {
        CorporateAction.Exchange shares = new CorporateAction.Exchange("ACQ.XNYS", 1, 2);
        Money cash = Money.of("12.34", USD);

        assertThat(read("'type':'merger','acquirer':'ACQ.XNYS','new_rate':1,'old_rate':2"))
                .isEqualTo(new CorporateAction.Merger(EX, shares, null));
        assertThat(read("'type':'merger','cash':'12.34','currency':'USD'"))
                .isEqualTo(new CorporateAction.Merger(EX, null, cash));
        assertThat(read("'type':'merger','acquirer':'ACQ.XNYS','new_rate':1,'old_rate':2,"
                        + "'cash':'12.34','currency':'USD'"))
                .isEqualTo(new CorporateAction.Merger(EX, shares, cash));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'stock_dividend','new_rate':20,'old_rate':20|/new_rate",
                "'type':'return_of_capital','amount':1.5,'currency':'USD'|/amount",
                "'type':'dividend_in_kind','value':'2','currency':'USD'|/distributed",
                "'type':'dividend_in_kind','distributed':'a b','value':'2','currency':'USD'|/distributed",
                "'type':'dividend_in_kind','distributed':'x','value':'-2','currency':'USD'|/value",
                "'type':'spin_off','new_instrument':'x','new_rate':1,'old_rate':3,'basis_numerator':1|"
                        + "/basis_denominator",
                "'type':'spin_off','new_instrument':'x','new_rate':1,'old_rate':3,"
                        + "'basis_numerator':2,'basis_denominator':2|/basis_numerator",
                "'type':'spin_off','new_instrument':'x','new_rate':0,'old_rate':3,"
                        + "'basis_numerator':1,'basis_denominator':2|/new_rate",
                "'type':'rights_issue','new_rate':1,'old_rate':0,'price':'7.5','currency':'USD'|/new_rate",
                "'type':'rights_issue','new_rate':1,'old_rate':4,'price':'0','currency':'USD'|/price",
                "'type':'merger'|/cash",
                "'type':'merger','acquirer':'x','new_rate':1|/old_rate",
                "'type':'merger','cash':'5'|/currency",
                "'type':'merger','cash':'0','currency':'USD'|/cash",
                "'type':'symbol_change','old_ticker':'FB','new_ticker':'FB','mic':'XNAS'|/new_ticker",
                "'type':'symbol_change','old_ticker':'FB','new_ticker':'meta','mic':'XNAS'|/new_ticker",
                "'type':'symbol_change','old_ticker':'FB','new_ticker':'META'|/mic",
                "'type':'symbol_change','old_ticker':'FB','new_ticker':'META','mic':'XNAS','amount':'1'|/amount",
            })
    void anActionOfAnotherFormIsRefused(String fields, String pointer) {
        assertThat(pointersOf(() -> read(fields))).containsExactly("/actions/0" + pointer);
    }

    @Test
    void anUnknownTypeIsToldWhichThereAre() {
        assertThat(errorsOf(() -> read("'type':'drip'")).getFirst())
                .contains("forward_split, reverse_split, stock_dividend", "rights_issue, merger, symbol_change");
    }
}
