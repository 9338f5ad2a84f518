package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages end before they grow too large for a message, and together hold everything. */
class MessageBudgetTest {
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final Money AMOUNT = new Money(new BigDecimal("0.82"), new Currency("USD"));

    @Test
    void aPageOfActionsHoldsSomeHundredsAndAllPagesHoldEachOnce() {
        PureStock stock = new PureStock();
        CorporateAction[] actions = new CorporateAction[900];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = new CorporateAction.CashDividend(FIRST.plusDays(i), AMOUNT, false);
        }
        stock.act("import", actions);

        List<KeptAction> all = new ArrayList<>();
        Long next = 0L;
        int pages = 0;
        while (next != null) {
            StockView.CorporateActionsView page = (StockView.CorporateActionsView)
                    stock.read(new StockCommand.GetCorporateActions(next, 1_000, null, PureStock.nobody()));
            assertThat(page.actions().size()).isBetween(1, 500);
            all.addAll(page.actions());
            next = page.next();
            pages++;
        }
        assertThat(pages).isBetween(2, 6);
        assertThat(all).extracting(kept -> kept.action().exDate()).hasSize(900).doesNotHaveDuplicates();
    }

    @Test
    void aLimitEndsAPageToo() {
        PureStock stock = new PureStock();
        stock.act(
                "import",
                new CorporateAction.CashDividend(FIRST, AMOUNT, false),
                new CorporateAction.CashDividend(FIRST.plusDays(1), AMOUNT, false));

        StockView.CorporateActionsView page = (StockView.CorporateActionsView)
                stock.read(new StockCommand.GetCorporateActions(0, 1, null, PureStock.nobody()));
        assertThat(page.actions()).hasSize(1);
        assertThat(page.next()).isEqualTo(1);
    }

    /** 2,000 bytes of reason and 128 of subject, by three, make 2.5 KB each: 96 KiB hold fewer than fifty. */
    @Test
    void questionsWithLongReasonsFillAPageSooner() {
        Enciphered reason = new Enciphered("p".repeat(128), 1, new byte[12], new byte[2_016]);
        KeptQuestion kept = new KeptQuestion(
                new Question(1, 0, Rule.HIGH_BELOW_LOW, "high 1 < low 2"),
                Timeframe.D1,
                new Bar(0, 1.1, 1.3, 0.9, 1.2, 100.25),
                "import",
                "feed",
                Settlement.ACCEPTED,
                null,
                reason);
        MessageBudget budget = new MessageBudget();
        int count = 0;
        while (budget.takes(kept)) {
            count++;
        }

        assertThat(count).isBetween(25, 49);
        assertThat(budget.takes(kept)).isFalse();
    }
}
