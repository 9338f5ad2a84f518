package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Broken daily series and their repaired twins, transcribed from the test data of yfinance (Apache-2.0, tests/data):
 * AET.L with blocks of prices in pounds among pence, CNE.L with a day that lacks the adjustment for a split.
 */
class DirtyBarsTest {
    /** Pence, as the repaired file has them; one day in these weeks was traded. */
    private static final double PENCE = 14.5500001907349;

    private static final List<String> RIGHT_DAYS = List.of(
            "2022-05-09",
            "2022-05-10",
            "2022-05-11",
            "2022-05-12",
            "2022-05-13",
            "2022-05-16",
            "2022-05-17",
            "2022-05-18",
            "2022-05-19");
    private static final List<String> WRONG_DAYS = List.of(
            "2022-05-03",
            "2022-05-04",
            "2022-05-05",
            "2022-05-06",
            "2022-05-20",
            "2022-05-23",
            "2022-05-24",
            "2022-05-25",
            "2022-05-26",
            "2022-05-27",
            "2022-05-30",
            "2022-05-31",
            "2022-06-01",
            "2022-06-06");

    private static Bar[] aet(double wrongDaysAt) {
        List<Bar> bars = new ArrayList<>();
        for (String date : RIGHT_DAYS) {
            bars.add(day(date, PENCE, PENCE, PENCE, PENCE, date.equals("2022-05-18") ? 532_454 : 0));
        }
        for (String date : WRONG_DAYS) {
            bars.add(day(date, wrongDaysAt, wrongDaysAt, wrongDaysAt, wrongDaysAt, 0));
        }
        bars.sort((one, other) -> Long.compare(one.time(), other.time()));
        return bars.toArray(Bar[]::new);
    }

    /** Prices before 2023-05-16 are in shares of after the consolidation of 33 for 70, as the file has them. */
    private static Bar[] cne(Bar ninthOfMay) {
        return new Bar[] {
            day("2023-05-04", 460.303, 472.606, 460.0527, 469.6363, 415_321),
            day("2023-05-05", 468.7878, 477.6969, 468.3636, 476, 454_704),
            ninthOfMay,
            day("2023-05-10", 462.8484, 473.0303, 450.9696, 456.909, 2_639_957),
            day("2023-05-11", 466.6666, 466.6666, 450.1212, 456.0606, 1_682_077),
            day("2023-05-12", 455.2121, 458.606, 444.606, 448.4242, 717_655),
            day("2023-05-15", 456.909, 464.9696, 446.7272, 461.1515, 830_506)
        };
    }

    private static final Bar NINTH_OF_MAY = day("2023-05-09", 475.1515, 482.9746, 462.8485, 463.2727, 898_585.2857);
    private static final Bar NINTH_UNADJUSTED = day("2023-05-09", 224, 227.6880, 218.2, 218.4, 1_906_090);
    private static final Split CONSOLIDATION = new Split(LocalDate.of(2023, 5, 16), 33, 70);

    @Test
    void aBlockInPoundsAmongPenceIsQuestionedDayByDay() {
        PureStock stock = new PureStock();
        stock.days("b", aet(0.14550000429153442));

        assertThat(stock.questions())
                .containsExactlyElementsOf(WRONG_DAYS.stream()
                        .map(date -> date + " unit-error OPEN")
                        .toList());
        assertThat(stock.closes()).hasSize(RIGHT_DAYS.size());
    }

    @Test
    void theSameBlockRepairedIsNotQuestioned() {
        PureStock stock = new PureStock();
        stock.days("b", aet(PENCE));

        assertThat(stock.questions()).isEmpty();
    }

    @Test
    void barsThatComeOneByOneInPoundsAreQuestionedUntilTheUnitIsRight() {
        PureStock stock = new PureStock();
        for (Bar bar : aet(0.14550000429153442)) {
            if (bar.close() > 1 || bar.time() > day("2022-05-19", 1, 1, 1, 1, 1).time()) {
                stock.days("on-" + bar.time(), bar);
            }
        }
        assertThat(stock.questions()).hasSize(10).allMatch(question -> question.endsWith("unit-error OPEN"));

        stock.days("back", day("2022-06-07", PENCE, PENCE, PENCE, PENCE, 0));

        assertThat(stock.questions()).hasSize(10);
    }

    @Test
    void aConsolidationOfAHundredToOneExplainsEveryBarAfterIt() {
        PureStock stock = new PureStock();
        stock.days("b", day("2024-01-08", 1, 1, 1, 1, 9e6), day("2024-01-09", 101, 104, 100, 102, 9e4));
        stock.days("c", day("2024-01-10", 101, 104, 100, 103, 9e4));
        assertThat(stock.questions()).containsExactly("2024-01-09 unit-error OPEN", "2024-01-10 unit-error OPEN");

        stock.act("a", new Split(LocalDate.of(2024, 1, 9), 1, 100));

        assertThat(stock.questions())
                .containsExactly("2024-01-09 unit-error EXPLAINED", "2024-01-10 unit-error EXPLAINED");
    }

    @Test
    void aDayThatLacksTheAdjustmentOfItsNeighboursIsQuestionedAndTheyAreNot() {
        PureStock stock = new PureStock();
        stock.act("a", CONSOLIDATION);
        stock.days("b", cne(NINTH_UNADJUSTED));

        assertThat(stock.questions()).containsExactly("2023-05-09 split-adjustment-missing OPEN");
    }

    @Test
    void aDayThatIsAdjustedOnceMoreThanItsNeighboursIsQuestioned() {
        PureStock stock = new PureStock();
        stock.act("a", CONSOLIDATION);
        double ratio = 33.0 / 70;
        stock.days(
                "b",
                cne(day(
                        "2023-05-09",
                        475.1515 / ratio,
                        482.9746 / ratio,
                        462.8485 / ratio,
                        463.2727 / ratio,
                        423_618)));

        assertThat(stock.questions()).containsExactly("2023-05-09 split-adjustment-doubled OPEN");
    }

    @Test
    void theRepairedDayIsNotQuestioned() {
        PureStock stock = new PureStock();
        stock.act("a", CONSOLIDATION);
        stock.days("b", cne(NINTH_OF_MAY));

        assertThat(stock.questions()).isEmpty();
    }

    @Test
    void withoutTheSplitTheDayIsAJumpAndTheReturnFromItIsNone() {
        PureStock stock = new PureStock();
        stock.days("b", cne(NINTH_UNADJUSTED));

        assertThat(stock.questions()).containsExactly("2023-05-09 jump-unexplained OPEN");
    }

    /** The file's dividend is in the same shares: 461.15 − 243.94 = 217.2, and 205.1 follows. */
    @Test
    void theSpecialDividendOfTheSameDayExplainsTheFall() {
        PureStock stock = new PureStock();
        stock.act("a", new CashDividend(LocalDate.of(2023, 5, 16), Money.of("243.93939", new Currency("USD")), true));
        stock.days("b", cne(NINTH_OF_MAY));
        stock.days("c", day("2023-05-16", 215.6, 215.6, 201.15, 205.1, 451_009));

        assertThat(stock.questions()).isEmpty();
    }

    /** 461.15 would be 978.2 in shares of after 33 for 70; the next day is at 456: the split is in the prices already. */
    @Test
    void aSplitThatThePricesDoNotShowIsOneQuestion() {
        PureStock stock = new PureStock();
        stock.act("a", CONSOLIDATION);
        stock.days("b", cne(NINTH_OF_MAY));
        stock.days("c", day("2023-05-16", 455, 460, 450, 456, 451_009), day("2023-05-17", 455, 460, 450, 457, 4_009));

        assertThat(stock.questions()).containsExactly("2023-05-16 split-not-in-prices OPEN");
    }
}
