package counterfoil.http.stock;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.CorporateAction;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorporateActionsBodyTest {
    private static CorporateActionsBody parse(String body) {
        return CorporateActionsBody.parse(utf8(body.replace('\'', '"')));
    }

    @Test
    void splitsAndDividendsAreRead() {
        CorporateActionsBody body = parse("{'source':'issuer','actions':["
                + "{'type':'forward_split','ex_date':'2020-08-31','new_rate':4,'old_rate':1},"
                + "{'type':'reverse_split','ex_date':'2021-08-02','new_rate':1,'old_rate':8},"
                + "{'type':'cash_dividend','ex_date':'2020-08-07','amount':'0.82','currency':'USD'},"
                + "{'type':'cash_dividend','ex_date':'2020-08-07','amount':'3.00','currency':'USD','special':true}]}");
        Currency usd = new Currency("USD");
        assertThat(body.source()).isEqualTo("issuer");
        assertThat(body.actions())
                .containsExactly(
                        new CorporateAction.Split(LocalDate.of(2020, 8, 31), 4, 1),
                        new CorporateAction.Split(LocalDate.of(2021, 8, 2), 1, 8),
                        new CorporateAction.CashDividend(LocalDate.of(2020, 8, 7), Money.of("0.82", usd), false),
                        new CorporateAction.CashDividend(LocalDate.of(2020, 8, 7), Money.of("3", usd), true));
    }

    @Test
    void theSourceIsImportUnlessGiven() {
        assertThat(parse("{'actions':[{'type':'forward_split','ex_date':'2020-08-31','new_rate':4,'old_rate':1}]}")
                        .source())
                .isEqualTo("import");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':1,'old_rate':4|/new_rate",
                "'type':'reverse_split','ex_date':'2020-08-31','new_rate':4,'old_rate':1|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':2,'old_rate':2|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':1000001,'old_rate':1|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':4,'old_rate':0|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':4.5,'old_rate':1|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':99999999999,'old_rate':1|/new_rate",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':4|/old_rate",
                "'type':'forward_split','ex_date':'2020-02-30','new_rate':4,'old_rate':1|/ex_date",
                "'type':'forward_split','new_rate':4,'old_rate':1|/ex_date",
                "'type':'forward_split','ex_date':'2020-08-31','new_rate':4,'old_rate':1,'amount':'1'|/amount",
                "'type':'split','ex_date':'2020-08-31','new_rate':4,'old_rate':1|/type",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':0.82,'currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'1e5','currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'0','currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'-1','currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'NaN','currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'1,5','currency':'USD'|/amount",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'1','currency':'dollar'|/currency",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'1'|/currency",
                "'type':'cash_dividend','ex_date':'2020-08-07','amount':'1','currency':'USD','special':1|/special",
            })
    void anActionOfAnotherFormIsRefused(String fields, String pointer) {
        assertThat(pointersOf(() -> parse("{'actions':[{" + fields + "}]}"))).containsExactly("/actions/0" + pointer);
    }

    @Test
    void aDividendAsANumberIsToldHowToWriteIt() {
        assertThat(errorsOf(() -> parse("{'actions':[{'type':'cash_dividend','ex_date':'2020-08-07','amount':0.82,"
                        + "'currency':'USD'}]}")))
                .containsExactly("/actions/0/amount: money is a decimal string, \"0.82\", not a number, "
                        + "which would be rounded");
    }

    @Test
    void twoOfOneKindAndExDateAreRefused() {
        String split = "{'type':'%s','ex_date':'2020-08-31','new_rate':%d,'old_rate':2}";
        assertThat(errorsOf(() -> parse("{'actions':[" + split.formatted("forward_split", 4) + ","
                        + split.formatted("reverse_split", 1) + "]}")))
                .containsExactly("/actions/1: duplicate: of the same kind and ex-date as /actions/0");
    }

    @Test
    void theNumberOfActionsIsLimited() {
        assertThat(parse("{'actions':[" + dividends(1_000) + "]}").actions()).hasSize(1_000);
        assertThat(problemOf(() -> parse("{'actions':[" + dividends(1_001) + "]}"))
                        .detail())
                .isEqualTo("at most 1000 at once, not 1001");
        assertThat(pointersOf(() -> parse("{'actions':[]}"))).containsExactly("/actions");
        assertThat(pointersOf(() -> parse("{'source':'a b'}"))).containsExactly("/source", "/actions");
    }

    private static String dividends(int count) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{'type':'cash_dividend','ex_date':'")
                    .append(LocalDate.of(2000, 1, 1).plusDays(i))
                    .append("','amount':'1','currency':'USD'}");
        }
        return list.toString();
    }
}
