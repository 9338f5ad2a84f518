package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Timeframe;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockOutcome.BarsTaken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw AAPL bars around its splits and its fall, as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
class StockDecisionTest {
    private static final Bar[] AROUND_EVENTS = {
        day("2000-06-20", 98.5, 103.94, 98.38, 101, 4_353_700),
        day("2000-06-21", 50.5, 56.94, 50.31, 55.56, 8_735_600),
        day("2000-09-28", 49.31, 53.81, 48.13, 53.38, 5_841_700),
        day("2000-09-29", 28.06, 29.13, 23.19, 25.81, 134_102_300),
        day("2000-10-02", 26.69, 26.75, 23.5, 24.31, 43_003_400),
        day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671),
        day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948),
        day("2014-06-10", 94.64, 95.05, 93.57, 94.25, 60_833_696)
    };
    private static final CorporateAction[] SPLITS = {
        new Split(LocalDate.of(2000, 6, 21), 2, 1), new Split(LocalDate.of(2014, 6, 9), 7, 1)
    };
    private static final Bar MONDAY = day("2024-01-08", 100, 102, 99, 101, 10);
    private static final Bar TUESDAY = day("2024-01-09", 101, 104, 100, 103, 20);

    private static StockOutcome outcome(PureStock stock, Decision decision) {
        return switch (decision) {
            case Decision.Acknowledge same -> same.outcome();
            case Decision.Persist persist -> {
                var kept = stock.state
                        .recent()
                        .find(persist.events().getFirst().cause().commandId());
                yield kept == null ? new StockOutcome.QuestionsJudged(List.of(), List.of(), List.of()) : kept.outcome();
            }
            case Decision.Refuse refuse -> throw new AssertionError("refused: " + refuse.refusal());
        };
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).refusal();
    }

    @Test
    void withTheSplitsKnownOnlyTheTrueFallIsQuestioned() {
        PureStock stock = new PureStock();
        stock.act("a", SPLITS);
        stock.days("b", AROUND_EVENTS);

        // 2000-10-02 to 2014-06-06 is a rise from 24.31 to 645.57 without the years between, hence the third question.
        assertThat(stock.questions())
                .containsExactly("2000-09-29 jump-unexplained OPEN", "2014-06-06 jump-unexplained OPEN");
    }

    @Test
    void splitsRecordedLaterReleaseTheJumpsTheyExplain() {
        PureStock stock = new PureStock();
        stock.days("b", AROUND_EVENTS);
        Decision decision = stock.act("a", SPLITS);

        assertThat(outcome(stock, decision)).isEqualTo(new StockOutcome.ActionsTaken("a", 2, 2, 0, 2));
        assertThat(stock.questions())
                .containsExactly(
                        "2000-06-21 jump-unexplained EXPLAINED",
                        "2000-09-29 jump-unexplained OPEN",
                        "2014-06-06 jump-unexplained OPEN",
                        "2014-06-09 jump-unexplained EXPLAINED");
    }

    @Test
    void eitherOrderEndsWithTheSameBars() {
        PureStock barsFirst = new PureStock();
        barsFirst.days("b", AROUND_EVENTS);
        barsFirst.act("a", SPLITS);
        PureStock actionsFirst = new PureStock();
        actionsFirst.act("a", SPLITS);
        actionsFirst.days("b", AROUND_EVENTS);

        assertThat(barsFirst.closes()).isEqualTo(actionsFirst.closes()).hasSize(6);
    }

    @Test
    void aLevelThatMovedIsOneQuestionAndTheBarsAfterItStand() {
        PureStock stock = new PureStock();
        stock.days("b", AROUND_EVENTS[2], AROUND_EVENTS[3], AROUND_EVENTS[4]);

        assertThat(stock.questions()).containsExactly("2000-09-29 jump-unexplained OPEN");
        assertThat(stock.closes()).containsExactly("2000-09-28 53.38", "2000-10-02 24.31");
    }

    @Test
    void anAcceptedBarStands() {
        PureStock stock = new PureStock();
        stock.days("b", AROUND_EVENTS[2], AROUND_EVENTS[3], AROUND_EVENTS[4]);
        stock.judge(1, true);

        assertThat(stock.closes()).containsExactly("2000-09-28 53.38", "2000-09-29 25.81", "2000-10-02 24.31");
        assertThat(stock.questions()).containsExactly("2000-09-29 jump-unexplained ACCEPTED");
    }

    @Test
    void ofASpikeOnlyTheSpikeIsQuestioned() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY, day("2024-01-09", 1_030, 1_040, 1_000, 1_030, 20));
        stock.days("c", day("2024-01-10", 103, 104, 100, 104, 20));

        assertThat(stock.questions()).containsExactly("2024-01-09 jump-unexplained OPEN");
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-10 104.0");
    }

    @Test
    void aRejectedSpikeReleasesTheDayBeforeIt() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY, day("2024-01-10", 1_030, 1_040, 1_000, 1_030, 20));
        stock.days("c", TUESDAY);
        assertThat(stock.questions())
                .containsExactly("2024-01-10 jump-unexplained OPEN", "2024-01-09 jump-unexplained OPEN");

        stock.judge(1, false);

        assertThat(stock.questions())
                .containsExactly("2024-01-10 jump-unexplained REJECTED", "2024-01-09 jump-unexplained EXPLAINED");
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-09 103.0");
    }

    @Test
    void anEarlierBarThatDoesNotFitTheNextOneIsQuestioned() {
        PureStock stock = new PureStock();
        stock.days("b", AROUND_EVENTS[6], AROUND_EVENTS[7]);
        stock.days("c", AROUND_EVENTS[5]);
        assertThat(stock.questions()).containsExactly("2014-06-06 jump-unexplained OPEN");

        stock.act("a", SPLITS);

        assertThat(stock.closes()).containsExactly("2014-06-06 645.57", "2014-06-09 93.7", "2014-06-10 94.25");
    }

    @Test
    void aLargeDividendExplainsAFall() {
        PureStock stock = new PureStock();
        Money half = Money.of("50.5", new Currency("USD"));
        stock.act("a", new CashDividend(LocalDate.of(2024, 1, 9), half, true));
        stock.days("b", MONDAY, day("2024-01-09", 51, 52, 50, 51, 20));

        assertThat(stock.questions()).isEmpty();
    }

    @Test
    void theSameBarsAgainRecordNothing() {
        PureStock stock = new PureStock();
        stock.act("a", SPLITS);
        stock.days("b", AROUND_EVENTS);
        int events = stock.events.size();

        Decision again = stock.days("c", AROUND_EVENTS);

        assertThat(outcome(stock, again)).isEqualTo(new BarsTaken("c", Timeframe.D1, 8, 0, 8, 0, List.of()));
        assertThat(stock.act("d", SPLITS)).isInstanceOf(Decision.Acknowledge.class);
        assertThat(stock.events).hasSize(events);
    }

    @Test
    void aRejectedBarIsNotAskedAboutAgain() {
        PureStock stock = new PureStock();
        Bar upsideDown = day("2024-01-08", 100, 98, 99, 98.5, 10);
        stock.days("b", upsideDown);
        stock.judge(1, false);

        assertThat(stock.days("c", upsideDown)).isInstanceOf(Decision.Acknowledge.class);
    }

    @Test
    void itsOwnSourceCorrectsABarAndTheOldValueIsKept() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY, TUESDAY);
        Bar restated = day("2024-01-09", 101, 104, 100, 102.5, 21);
        Decision decision = stock.days("c", restated);

        assertThat(outcome(stock, decision)).isEqualTo(new BarsTaken("c", Timeframe.D1, 1, 0, 0, 1, List.of()));
        assertThat(stock.events.getLast()).isInstanceOfSatisfying(StockEvent.BarsCorrected.class, corrected -> {
            assertThat(corrected.previous().get(0)).isEqualTo(TUESDAY);
            assertThat(corrected.bars().get(0)).isEqualTo(restated);
        });
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-09 102.5");
    }

    @Test
    void anotherSourceNeverOverwritesAndBothValuesAreInTheFinding() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY);
        stock.record("c", "vendor", Timeframe.D1, day("2024-01-08", 100, 102, 99, 100.5, 10));

        assertThat(stock.closes()).containsExactly("2024-01-08 101.0");
        assertThat(stock.questions()).containsExactly("2024-01-08 sources-differ OPEN");
        assertThat(stock.state.questions().getFirst().question().detail())
                .contains("import states 100.0/102.0/99.0/101.0", "vendor states 100.0/102.0/99.0/100.5");

        stock.judge(1, true);

        assertThat(stock.closes()).containsExactly("2024-01-08 100.5");
    }

    @Test
    void aSourceThatRestatesItsQuestionedBarSettlesTheQuestion() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY, day("2024-01-09", 101, 99, 100, 103, 20));
        Decision decision = stock.days("c", TUESDAY);

        assertThat(outcome(stock, decision)).isEqualTo(new BarsTaken("c", Timeframe.D1, 1, 1, 0, 0, List.of()));
        assertThat(stock.questions()).containsExactly("2024-01-09 high-below-low REJECTED");
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0", "2024-01-09 103.0");
    }

    @Test
    void aWithdrawnImportIsGoneWithItsCorrectionsQuestionsAndActions() {
        PureStock stock = new PureStock();
        stock.days("b", MONDAY);
        stock.days("c", day("2024-01-08", 100, 102, 99, 100, 10), TUESDAY, day("2024-01-10", 1, 1, 1, 1, 1));
        stock.act("c", SPLITS);

        Decision decision = stock.withdraw("c");

        assertThat(outcome(stock, decision)).isEqualTo(new StockOutcome.ImportTakenBack("c", 2, 1, 2));
        assertThat(stock.closes()).containsExactly("2024-01-08 101.0");
        assertThat(stock.questions()).containsExactly("2024-01-10 unit-error WITHDRAWN");
        assertThat(stock.state.actions()).isEmpty();
        assertThat(stock.withdraw("c")).isInstanceOf(Decision.Acknowledge.class);
    }

    @Test
    void anImportThatBroughtNothingIsUnknown() {
        assertThat(refusal(new PureStock().withdraw("nothing"))).isEqualTo(new Refusal.UnknownImport("nothing"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 102, 99, 101, 10, price-not-positive",
        "100, 102, -99, 101, 10, price-not-positive",
        "100, 102, 99, 101, -1, volume-negative",
        "100, 98, 99, 98.5, 10, high-below-low",
        "103, 102, 99, 101, 10, open-outside-range",
        "100, 102, 99, 98, 10, close-outside-range"
    })
    void anImplausibleBarIsKeptApart(double open, double high, double low, double close, double volume, String rule) {
        PureStock stock = new PureStock();
        stock.days("b", day("2024-01-08", open, high, low, close, volume), TUESDAY);

        assertThat(stock.questions()).containsExactly("2024-01-08 " + rule + " OPEN");
        assertThat(stock.closes()).containsExactly("2024-01-09 103.0");
    }

    @Test
    void aDayIsInTheFutureByTheMarketsOwnDate() {
        // At 2026-01-28T03:00Z it is still the evening of the 27th in New York.
        PureStock stock = new PureStock();
        Bar tomorrow = day("2026-01-28", 100, 102, 99, 101, 10);
        Bar today = day("2026-01-27", 100, 102, 99, 101, 10);
        stock.days("b", today, tomorrow);

        assertThat(stock.questions()).containsExactly("2026-01-28 time-in-future OPEN");
    }

    @Test
    void aMinuteIsInTheFutureByTheClock() {
        PureStock stock = new PureStock();
        long now = PureStock.NOW.getEpochSecond();
        stock.record("b", "import", Timeframe.M1, new Bar(now, 1, 1, 1, 1, 1), new Bar(now + 60, 1, 1, 1, 1, 1));

        assertThat(stock.state.minutes().size()).isEqualTo(1);
        assertThat(stock.state.questions()).hasSize(1);
    }

    @Test
    void aBarAfterTheDelistingIsQuestioned() {
        PureStock stock = new PureStock();
        stock.run(new StockCommand.DelistInstrument(LocalDate.of(2024, 1, 9), stock.cause(null), PureStock.nobody()));
        stock.days("b", MONDAY, TUESDAY);

        assertThat(stock.questions()).containsExactly("2024-01-09 after-delisting OPEN");
        assertThat(stock.state.identifiers().getFirst().validity().to()).isEqualTo(LocalDate.of(2024, 1, 9));
    }

    @Test
    void moreBarsThanTheLimitAreRefusedAndNothingIsRecorded() {
        PureStock stock = new PureStock(new StockSettings(1, 10, 10, 10, 0.4, 100));
        Refusal refusal = refusal(stock.days("b", MONDAY, TUESDAY));

        assertThat(refusal).isEqualTo(new Refusal.LimitReached("bars-per-timeframe", 1, 2));
        assertThat(stock.state.days().isEmpty()).isTrue();
    }

    @Test
    void moreQuestionsThanTheLimitAreRefused() {
        PureStock stock = new PureStock(new StockSettings(10, 1, 10, 10, 0.4, 100));
        Bar zero = day("2024-01-08", 0, 0, 0, 0, 0);
        Bar nought = day("2024-01-09", 0, 0, 0, 0, 0);

        assertThat(refusal(stock.days("b", zero, nought)))
                .isEqualTo(new Refusal.LimitReached("questions-per-stock", 1, 2));
    }

    @Test
    void anActionWithOtherTermsIsRefusedWithBoth() {
        PureStock stock = new PureStock();
        stock.act("a", SPLITS);

        assertThat(refusal(stock.act("b", new Split(LocalDate.of(2014, 6, 9), 5, 1))))
                .isEqualTo(new Refusal.ActionDiffers("split-2014-06-09", "7 for 1", "5 for 1"));
    }

    @Test
    void aSettledQuestionCannotBeSettledTheOtherWay() {
        PureStock stock = new PureStock();
        stock.days("b", day("2024-01-08", 0, 0, 0, 0, 0));
        stock.judge(1, false);

        assertThat(stock.judge(1, false)).isInstanceOf(Decision.Acknowledge.class);
        assertThat(refusal(stock.judge(1, true))).isEqualTo(new Refusal.QuestionSettled(1, "rejected"));
        assertThat(refusal(stock.judge(2, true))).isEqualTo(new Refusal.UnknownQuestion(2));
    }

    @Test
    void aLargeBatchBecomesSeveralEventsAndOneOutcome() {
        PureStock stock = new PureStock();
        List<Bar> bars = new ArrayList<>();
        for (LocalDate date = LocalDate.of(2020, 1, 1); bars.size() < 500; date = date.plusDays(1)) {
            bars.add(day(date.toString(), 100, 102, 99, 101, 10));
        }
        Decision decision = stock.days("b", bars.toArray(Bar[]::new));

        assertThat(stock.events)
                .filteredOn(StockEvent.BarsRecorded.class::isInstance)
                .hasSize(2);
        assertThat(outcome(stock, decision)).isEqualTo(new BarsTaken("b", Timeframe.D1, 500, 500, 0, 0, List.of()));
    }

    @Test
    void replayingTheEventsGivesTheSameStateAndSoDoesASnapshot() {
        PureStock stock = new PureStock();
        stock.days("b", AROUND_EVENTS);
        stock.act("a", SPLITS);
        stock.judge(2, true);
        stock.withdraw("a");

        StockState replayed = StockState.EMPTY;
        for (StockEvent event : stock.events) {
            replayed = replayed.apply(event);
        }
        StockSnapshot expected = StockSnapshot.of(stock.state);

        assertSameSnapshot(StockSnapshot.of(replayed), expected);
        assertSameSnapshot(StockSnapshot.of(expected.toState()), expected);
        assertThat(replayed.lastRecordedAt()).isEqualTo(Instant.parse("2026-01-27T14:05:00Z"));
    }

    private static void assertSameSnapshot(StockSnapshot actual, StockSnapshot expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
