package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.market.Bar;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.QuestionFilter;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many questions settled at once: all that is named, or none. */
class JudgementsTest {
    private static final Bar MONDAY = day("2024-01-08", 100, 102, 99, 101, 10);
    private static final Bar UPSIDE_DOWN = day("2024-01-09", 100, 98, 99, 98.5, 10);
    private static final Bar FELL = day("2024-01-10", 50, 51, 49, 50, 10);
    private static final Bar STAYED = day("2024-01-11", 50, 51, 49, 50, 12);
    private static final Bar ROSE = day("2024-01-12", 500, 510, 490, 500, 10);

    /** Questions 1 (upside down), 2 (the fall) and 3 (the rise). */
    private static PureStock stock() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY, UPSIDE_DOWN, FELL, STAYED, ROSE);
        assertThat(stock.questions())
                .containsExactly(
                        "2024-01-09 high-below-low OPEN",
                        "2024-01-10 jump-unexplained OPEN",
                        "2024-01-12 jump-unexplained OPEN");
        return stock;
    }

    private static Decision judge(PureStock stock, List<Long> accept, List<Long> reject) {
        return stock.run(
                new StockCommand.JudgeQuestions(accept, reject, stock.cause("looked it up"), PureStock.nobody()));
    }

    private static Decision judge(PureStock stock, QuestionFilter filter, boolean accept) {
        return stock.run(
                new StockCommand.JudgeMatching(filter, accept, stock.cause("looked it up"), PureStock.nobody()));
    }

    private static StockOutcome outcome(PureStock stock) {
        Recent.Kept kept =
                stock.state.recent().find(stock.events.getLast().cause().commandId());
        if (kept == null) {
            throw new AssertionError("no outcome of " + stock.events.getLast());
        }
        return kept.outcome();
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).refusal();
    }

    @Test
    void someAreAcceptedAndOthersRejectedTogether() {
        PureStock stock = stock();
        Decision decision = judge(stock, List.of(2L), List.of(1L, 3L));

        assertThat(((Decision.Persist) decision).events())
                .extracting(StockEvent::getClass)
                .containsExactly(StockEvent.QuestionsAccepted.class, StockEvent.QuestionsRejected.class);
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-10 50.0", "2024-01-11 50.0");
        assertThat(outcome(stock)).isEqualTo(new StockOutcome.QuestionsJudged(List.of(2L), List.of(1L, 3L), List.of()));
        assertThat(stock.state.questions())
                .allSatisfy(kept -> assertThat(kept.reason()).isNotNull());
    }

    @Test
    void whatAJudgementExplainsIsTold() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY);
        stock.days("c", day("2024-01-09", 10_100, 10_200, 9_900, 10_100, 10));
        stock.days("d", day("2024-01-10", 10_150, 10_200, 9_900, 10_150, 10));
        judge(stock, List.of(1L), List.of());

        assertThat(outcome(stock)).isEqualTo(new StockOutcome.QuestionsJudged(List.of(1L), List.of(), List.of(2L)));
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-09 10100.0", "2024-01-10 10150.0");
    }

    @Test
    void oneThatIsUnknownLeavesAllAsTheyWere() {
        PureStock stock = stock();

        assertThat(refusal(judge(stock, List.of(2L), List.of(4L)))).isEqualTo(new Refusal.UnknownQuestion(4));
        assertThat(stock.questions()).allMatch(question -> question.endsWith("OPEN"));
    }

    @Test
    void oneThatIsSettledTheOtherWayLeavesAllAsTheyWere() {
        PureStock stock = stock();
        stock.judge(1, false);

        assertThat(refusal(judge(stock, List.of(1L, 2L), List.of())))
                .isEqualTo(new Refusal.QuestionSettled(1, "rejected"));
        assertThat(stock.questions())
                .filteredOn(question -> question.endsWith("OPEN"))
                .hasSize(2);
    }

    @Test
    void oneThatIsSettledSoAlreadyIsPassedOver() {
        PureStock stock = stock();
        stock.judge(1, false);
        judge(stock, List.of(), List.of(1L, 3L));

        assertThat(outcome(stock)).isEqualTo(new StockOutcome.QuestionsJudged(List.of(), List.of(3L), List.of()));
        assertThat(judge(stock, List.of(), List.of(1L, 3L))).isInstanceOf(Decision.Acknowledge.class);
    }

    @Test
    void aFilterSettlesEveryOpenQuestionToWhichAllOfItApplies() {
        PureStock stock = stock();
        judge(
                stock,
                new QuestionFilter(
                        Rule.JUMP_UNEXPLAINED,
                        Timeframe.D1,
                        LocalDate.of(2024, 1, 9),
                        LocalDate.of(2024, 1, 11),
                        "import",
                        "b"),
                true);

        assertThat(stock.questions())
                .containsExactly(
                        "2024-01-09 high-below-low OPEN",
                        "2024-01-10 jump-unexplained ACCEPTED",
                        "2024-01-12 jump-unexplained OPEN");
    }

    @Test
    void aFilterThatNothingMatchesSettlesNothing() {
        PureStock stock = stock();
        Decision decision = judge(stock, new QuestionFilter(Rule.TIME_IN_FUTURE, null, null, null, null, null), false);

        assertThat(decision)
                .isEqualTo(new Decision.Acknowledge(new StockOutcome.QuestionsJudged(List.of(), List.of(), List.of())));
    }

    @Test
    void aFilterThatLetsEverythingThroughIsRefused() {
        assertThatThrownBy(() -> new QuestionFilter(null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() ->
                        new QuestionFilter(null, null, LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 1), null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanAThousandAtOnceAreRefusedAndTheLimitIsNamed() {
        PureStock stock = new PureStock();
        for (int part = 0; part < 3; part++) {
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                bars.add(day(LocalDate.of(2020, 1, 1).plusDays(400L * part + i).toString(), 0, 0, 0, 0, 0));
            }
            stock.days("b" + part, bars.toArray(Bar[]::new));
        }
        Refusal limit = new Refusal.LimitReached("questions-at-once", 1_000, 1_200);

        assertThat(refusal(judge(stock, LongStream.rangeClosed(1, 1_200).boxed().toList(), List.of())))
                .isEqualTo(limit);
        assertThat(refusal(
                        judge(stock, new QuestionFilter(Rule.PRICE_NOT_POSITIVE, null, null, null, null, null), false)))
                .isEqualTo(limit);
        judge(stock, new QuestionFilter(null, null, null, LocalDate.of(2020, 12, 31), null, null), false);
        assertThat(stock.questions())
                .filteredOn(question -> question.endsWith("REJECTED"))
                .hasSize(366);
    }

    @Test
    void acceptedBarsBeyondTheLimitOfASeriesAreRefused() {
        PureStock stock = new PureStock(new StockSettings(3, 10, 10, 10, 0.4, 100));
        stock.days("b", MONDAY, UPSIDE_DOWN, FELL, STAYED);

        assertThat(refusal(judge(stock, List.of(1L, 2L), List.of())))
                .isEqualTo(new Refusal.LimitReached("bars-per-timeframe", 3, 4));
        assertThat(judge(stock, List.of(2L), List.of(1L))).isInstanceOf(Decision.Persist.class);
    }
}
