package counterfoil.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.CorporateAction.CashDividend;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the bars that stand show. The series are made: 60 weekdays around 100 that move by about 0.7 %. */
class QualityReportTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Money TEN = Money.of("10", new Currency("USD"));

    /** Open from Monday to Friday, from 9 to 17 UTC. */
    private static final Sessions WEEKDAYS = new Sessions() {
        @Override
        public boolean isOpenOn(LocalDate date) {
            return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
        }

        @Override
        public boolean isClosedOn(LocalDate date) {
            return !isOpenOn(date);
        }

        @Override
        public boolean isClosedAt(long epochSecond) {
            long hour = epochSecond / 3_600 % 24;
            return hour < 9 || hour >= 17;
        }
    };

    private static List<Bar> weekdays() {
        List<Bar> bars = new ArrayList<>();
        for (LocalDate date = FIRST; bars.size() < 60; date = date.plusDays(1)) {
            if (WEEKDAYS.isOpenOn(date)) {
                double close = 100 + 0.4 * Math.sin(bars.size() * 2.0);
                bars.add(bar(date, close, 1_000 + bars.size()));
            }
        }
        return bars;
    }

    private static Bar bar(LocalDate date, double close, double volume) {
        return new Bar(Timeframe.timeOf(date), close, close * 1.01, close * 0.99, close, volume);
    }

    private static LocalDate date(Bar bar) {
        return Timeframe.dateOf(bar.time());
    }

    private static QualityFacts facts(List<Bar> days, List<Bar> minutes, List<CorporateAction> actions) {
        Series ofDays = days.isEmpty() ? Series.EMPTY : Series.EMPTY.record(Bars.of(days), 0);
        Series ofMinutes = minutes.isEmpty() ? Series.EMPTY : Series.EMPTY.record(Bars.of(minutes), 0);
        return new QualityFacts(
                ofDays,
                ofDays.size(),
                ofMinutes,
                ofMinutes.size(),
                actions,
                List.of(),
                "USD",
                NEW_YORK,
                WEEKDAYS,
                null,
                Set.of(),
                Set.of(),
                Set.of());
    }

    private static List<String> found(QualityFacts facts) {
        return QualityReport.of(facts, QualityBounds.STANDARD).findings().stream()
                .map(QualityReportTest::text)
                .toList();
    }

    private static String text(QualityFinding finding) {
        Timeframe timeframe = finding.timeframe();
        return finding.rule().code() + " " + timeframe.format(finding.from()) + " " + timeframe.format(finding.to())
                + " " + finding.count();
    }

    private static List<Bar> from(List<Bar> bars, int first, UnaryOperator<Bar> change) {
        List<Bar> changed = new ArrayList<>(bars.subList(0, first));
        bars.subList(first, bars.size()).forEach(bar -> changed.add(change.apply(bar)));
        return changed;
    }

    private static UnaryOperator<Bar> times(double factor, double volume) {
        return bar -> new Bar(
                bar.time(),
                bar.open() * factor,
                bar.high() * factor,
                bar.low() * factor,
                bar.close() * factor,
                bar.volume() * volume);
    }

    @Test
    void anOrdinarySeriesShowsNothing() {
        assertThat(found(facts(weekdays(), List.of(), List.of()))).isEmpty();
        assertThat(found(facts(List.of(), List.of(), List.of()))).isEmpty();
        assertThat(found(facts(weekdays().subList(0, 1), List.of(), List.of()))).isEmpty();
    }

    @Test
    void sessionsWithoutABarAreOneFindingPerStretch() {
        List<Bar> bars = weekdays();
        bars.subList(10, 13).clear();
        bars.remove(20);

        assertThat(found(facts(bars, List.of(), List.of())))
                .containsExactly("session-missing 2024-01-15 2024-01-17 3", "session-missing 2024-02-01 2024-02-01 1");
    }

    @Test
    void aSessionWhoseBarIsQuestionedIsNotMissing() {
        List<Bar> bars = weekdays();
        Bar asked = bars.remove(10);
        QualityFacts all = facts(bars, List.of(), List.of());
        QualityFacts facts = new QualityFacts(
                all.days(),
                all.dayEnd(),
                all.minutes(),
                0,
                List.of(),
                List.of(),
                "USD",
                NEW_YORK,
                WEEKDAYS,
                null,
                Set.of(),
                Set.of(),
                Set.of(asked.time()));

        assertThat(found(facts)).isEmpty();
    }

    @Test
    void aBarOfAWeekendIsOutsideOfASession() {
        List<Bar> bars = weekdays();
        bars.add(5, bar(LocalDate.of(2024, 1, 6), 100, 500));

        assertThat(found(facts(bars, List.of(), List.of()))).containsExactly("not-a-session 2024-01-06 2024-01-06 1");
    }

    @Test
    void minutesOutsideOfTheHoursAreOneFindingPerDay() {
        List<Bar> minutes = new ArrayList<>();
        long midnight = Timeframe.timeOf(LocalDate.of(2024, 1, 3));
        for (int minute = 16 * 60; minute < 18 * 60; minute++) {
            minutes.add(new Bar(midnight + minute * 60L, 1, 1, 1, 1, minute));
        }

        assertThat(found(facts(List.of(), minutes, List.of())))
                .containsExactly("not-a-session 2024-01-03T17:00:00Z 2024-01-03T17:59:00Z 60");
    }

    @Test
    void aDayThatSaysWhatTheDayBeforeSaidIsStale() {
        List<Bar> bars = weekdays();
        Bar before = bars.get(29);
        for (int i = 30; i < 32; i++) {
            bars.set(
                    i,
                    new Bar(
                            bars.get(i).time(),
                            before.open(),
                            before.high(),
                            before.low(),
                            before.close(),
                            before.volume()));
        }

        assertThat(found(facts(bars, List.of(), List.of()))).containsExactly("stale-repeat 2024-02-09 2024-02-13 3");
    }

    /** 14.55 pence without a trade, as AET.L stood in May 2022 in the repaired test data of yfinance. */
    @Test
    void aPriceThatNobodyTradedAtIsNotStale() {
        List<Bar> bars = new ArrayList<>();
        for (Bar bar : weekdays()) {
            bars.add(new Bar(bar.time(), 14.55, 14.55, 14.55, 14.55, 0));
        }

        assertThat(found(facts(bars, List.of(), List.of()))).isEmpty();
    }

    @Test
    void flatDaysWithTheSameVolumeAreStaleWhenThereAreTen() {
        List<Bar> bars = weekdays();
        for (int i = 30; i < 39; i++) {
            bars.set(i, new Bar(bars.get(i).time(), 100, 100, 100, 100, 50));
        }
        assertThat(found(facts(bars, List.of(), List.of()))).isEmpty();

        bars.set(39, new Bar(bars.get(39).time(), 100, 100, 100, 100, 50));

        assertThat(found(facts(bars, List.of(), List.of()))).containsExactly("stale-repeat 2024-02-12 2024-02-23 10");
    }

    @Test
    void aSplitThatThePricesShowIsNoFinding() {
        List<Bar> bars = from(weekdays(), 30, times(2.0 / 3, 1.5));

        assertThat(found(facts(bars, List.of(), List.of(new Split(date(bars.get(30)), 3, 2)))))
                .isEmpty();
    }

    @Test
    void aSplitThatThePricesDoNotShowIsFoundOnItsDate() {
        List<Bar> bars = weekdays();

        assertThat(found(facts(bars, List.of(), List.of(new Split(date(bars.get(30)), 3, 2)))))
                .containsExactly("split-not-in-prices 2024-02-12 2024-02-12 1");
    }

    @Test
    void aSmallSplitThatNobodyRecordedIsFound() {
        List<Bar> bars = from(weekdays(), 30, times(2.0 / 3, 1.5));

        assertThat(found(facts(bars, List.of(), List.of())))
                .containsExactly("split-not-recorded 2024-02-12 2024-02-12 1");
    }

    @Test
    void aCrashOfThatSizeIsTradedAndNoFinding() {
        List<Bar> bars = from(weekdays(), 30, times(2.0 / 3, 6));

        assertThat(found(facts(bars, List.of(), List.of()))).isEmpty();
    }

    @Test
    void aLargeDividendThatThePricesDoNotShowIsFound() {
        List<Bar> bars = weekdays();
        CorporateAction dividend = new CashDividend(date(bars.get(30)), TEN, true);

        assertThat(found(facts(bars, List.of(), List.of(dividend))))
                .containsExactly("dividend-not-in-prices 2024-02-12 2024-02-12 1");
        assertThat(found(facts(from(bars, 30, times(0.9, 1)), List.of(), List.of(dividend))))
                .isEmpty();
    }

    @Test
    void anOrdinaryDividendIsTooSmallToTell() {
        List<Bar> bars = weekdays();
        Money one = Money.of("1", new Currency("USD"));

        assertThat(found(facts(bars, List.of(), List.of(new CashDividend(date(bars.get(30)), one, false)))))
                .isEmpty();
    }

    @Test
    void aHundredfoldStepBetweenBarsThatStandIsFound() {
        List<Bar> bars = from(weekdays(), 30, times(0.01, 1));

        assertThat(found(facts(bars, List.of(), List.of()))).containsExactly("unit-error 2024-02-12 2024-02-12 1");
    }

    @Test
    void ofBarsThatAPersonAcceptedNothingIsSaid() {
        List<Bar> bars = from(weekdays(), 30, times(0.01, 1));
        QualityFacts all = facts(bars, List.of(), List.of());
        QualityFacts facts = new QualityFacts(
                all.days(),
                all.dayEnd(),
                all.minutes(),
                0,
                List.of(),
                List.of(),
                "USD",
                NEW_YORK,
                WEEKDAYS,
                null,
                Set.of(bars.get(30).time()),
                Set.of(),
                Set.of());

        assertThat(found(facts)).isEmpty();
    }

    @Test
    void scaleDoesNotMatter() {
        List<Bar> bars = from(weekdays(), 30, times(2.0 / 3, 1.5));
        bars.subList(10, 13).clear();
        List<String> found = found(facts(bars, List.of(), List.of()));

        assertThat(found).hasSize(2);
        for (double scale : new double[] {1e-6, 1e6}) {
            assertThat(found(facts(from(bars, 0, times(scale, 1)), List.of(), List.of())))
                    .isEqualTo(found);
        }
    }

    @Test
    void aReportHoldsTheFirstTenThousandAndSaysSo() {
        List<Bar> everyOther = new ArrayList<>();
        for (int i = 0; i < 20_010; i++) {
            everyOther.add(bar(LocalDate.of(1900, 1, 1).plusDays(14L * i), 100 + Math.sin(i), i));
        }
        QualityReport report = QualityReport.of(facts(everyOther, List.of(), List.of()), QualityBounds.STANDARD);

        assertThat(report.complete()).isFalse();
        assertThat(report.findings()).hasSize(QualityReport.MAX_FINDINGS);
        assertThat(report.findings().getFirst().rule()).isEqualTo(Rule.SESSION_MISSING);
    }
}
