package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.linesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars on which a definition divides by zero, and histories that are too short. */
class UndefinedRangesTest {

    private static final List<String> SPECS = List.of(
            "natr:3",
            "adx:3",
            "stoch:3:2:2",
            "cci:3",
            "mfi:3",
            "willr:3",
            "aroon:3",
            "keltner:3:2:2",
            "donchian:3",
            "chaikin:2:3",
            "cmf:3",
            "ichimoku:2:3:4:2");

    /** 0.1 is a price whose mean of three is not 0.1 again: rounding errors must not pass for movement. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 7, 1e5 + 0.1})
    void aConstantPriceHasNoPlaceNoDeviationNoFlowAndNoDirection(double price) {
        double[] closes = new double[60];
        Arrays.fill(closes, price);
        BarColumns bars = GeneratedBars.closes(closes);
        for (String spec : List.of("adx:3", "stoch:3:2:2", "cci:3", "cci:7", "cci:20", "mfi:3", "willr:3")) {
            for (double[] line : linesOf(spec, bars)) {
                assertThat(line).as(spec).containsOnly(Double.NaN);
            }
        }
    }

    @Test
    void aConstantPriceHasNoRangeAndChannelsWithoutWidth() {
        BarColumns bars = GeneratedBars.closes(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
        assertThat(last("natr:3", bars)).containsExactly(0);
        assertThat(last("aroon:3", bars)).containsExactly(100, 100, 0);
        assertThat(last("keltner:3:2:2", bars)).containsExactly(0.1, 0.1, 0.1);
        assertThat(last("donchian:3", bars)).containsExactly(0.1, 0.1, 0.1);
        assertThat(last("ichimoku:2:3:4:2", bars)).containsOnly(0.1);
        assertThat(last("ad", bars)).containsExactly(0);
        assertThat(last("chaikin:2:3", bars)).containsExactly(0);
        assertThat(last("cmf:3", bars)).containsExactly(0);
    }

    /** Three equal bars leave the place open; the mean over two places is missing for one bar longer. */
    @Test
    void stochasticsComeBackOnceTheRangeIsBack() {
        double[] closes = {1, 2, 3, 3, 3, 4, 3, 4};
        double[] k = linesOf("stoch:3:2:1", GeneratedBars.closes(closes))[0];
        double nan = Double.NaN;
        assertThat(k).containsExactly(nan, nan, nan, 100, nan, nan, 50, 50);
    }

    @Test
    void williamsRangeIsZeroAtTheHighAndHundredBelowAtTheLow() {
        double[] values = linesOf("willr:2", GeneratedBars.closes(1, 2, 1, 1, 3))[0];
        assertThat(values).containsExactly(Double.NaN, 0, -100, Double.NaN, 0);
        assertThat(Double.doubleToRawLongBits(values[1])).isZero();
    }

    @Test
    void movementThatBeginsLateBeginsTheIndexLate() {
        double[] closes = new double[20];
        Arrays.fill(closes, 5);
        for (int i = 10; i < 20; i++) {
            closes[i] = 5 + (i - 9);
        }
        double[][] lines = linesOf("adx:3", GeneratedBars.closes(closes));
        assertThat(Arrays.copyOf(lines[1], 10)).containsOnly(Double.NaN);
        assertThat(lines[1][10]).isEqualTo(100);
        assertThat(lines[2][10]).isZero();
        assertThat(Arrays.copyOf(lines[0], 12)).containsOnly(Double.NaN);
        assertThat(lines[0][12]).isEqualTo(100);
    }

    /** High and low go apart by the same amount, so no side is larger: range without direction. */
    @Test
    void rangesWithoutADirectionHaveIndicesOfZeroAndNoAverage() {
        double[] high = {10, 11, 12, 13, 14, 15};
        double[] low = {9, 8, 7, 6, 5, 4};
        double[][] lines = linesOf("adx:2", new BarColumns(low, high, low, low, high));
        assertThat(Arrays.copyOfRange(lines[1], 2, 6)).containsOnly(0);
        assertThat(Arrays.copyOfRange(lines[2], 2, 6)).containsOnly(0);
        assertThat(lines[0]).containsOnly(Double.NaN);
    }

    @Test
    void withoutVolumeThereIsNoFlow() {
        BarColumns traded = GeneratedBars.walk(4, 40);
        BarColumns bars = GeneratedBars.scaled(traded, 1, 0);
        assertThat(linesOf("mfi:3", bars)[0]).containsOnly(Double.NaN);
        assertThat(linesOf("cmf:3", bars)[0]).containsOnly(Double.NaN);
        assertThat(linesOf("ad", bars)[0]).containsOnly(0);
        assertThat(Arrays.stream(linesOf("chaikin:2:3", bars)[0]).skip(2)).containsOnly(0.0);
    }

    /** Volume 5 at bars 1 and 5 only, windows of two bars. */
    @Test
    void flowIsMissingOnlyInWindowsWithoutVolume() {
        double[] price = {1, 2, 3, 4, 5, 6};
        BarColumns bars = new BarColumns(price, price, price, price, new double[] {0, 5, 0, 0, 0, 5});
        double nan = Double.NaN;
        assertThat(linesOf("mfi:2", bars)[0]).containsExactly(nan, nan, 100, nan, nan, 100);
        assertThat(linesOf("cmf:2", bars)[0]).containsExactly(nan, 0, 0, nan, nan, 0);
    }

    @Test
    void aBarWithoutARangeTakesNoSide() {
        double[] high = {4, 6};
        double[] low = {4, 2};
        double[] close = {4, 5};
        BarColumns bars = new BarColumns(close, high, low, close, new double[] {70, 8});
        assertThat(linesOf("ad", bars)[0]).containsExactly(0, (3.0 - 1) / 4 * 8);
        assertThat(linesOf("cmf:2", bars)[0][1]).isEqualTo(4 / 78.0);
    }

    @Test
    void aCloseOfZeroOrLessHasNoNormalizedRange() {
        double[] close = {1, 2, 0, -1, 2};
        BarColumns bars = new BarColumns(close, close, close, close, close);
        double[] values = linesOf("natr:1", bars)[0];
        assertThat(values).containsExactly(Double.NaN, 50, Double.NaN, Double.NaN, 150);
    }

    @Test
    void oneBarIsEnoughForNoneButTheAccumulationLine() {
        BarColumns bar = GeneratedBars.walk(1, 1);
        for (String spec : SPECS) {
            for (double[] line : linesOf(spec, bar)) {
                assertThat(line).as(spec).containsExactly(Double.NaN);
            }
        }
        assertThat(linesOf("ad", bar)[0][0]).isNotNaN();
    }

    @Test
    void aWindowLongerThanTheHistoryGivesNoValue() {
        BarColumns bars = GeneratedBars.walk(1, 49);
        for (String spec : List.of(
                "natr:49",
                "adx:49",
                "stoch:50:1:1",
                "cci:50",
                "mfi:49",
                "willr:50",
                "aroon:49",
                "donchian:50",
                "chaikin:3:50",
                "cmf:50",
                "ichimoku:50:50:50:1",
                "keltner:50:10:2")) {
            for (double[] line : linesOf(spec, bars)) {
                assertThat(line).as(spec).containsOnly(Double.NaN);
            }
        }
    }

    @Test
    void keltnerBandsWaitForTheRangeAndTheMiddleDoesNot() {
        double[][] lines = linesOf("keltner:3:5:2", GeneratedBars.walk(6, 9));
        assertThat(lines[1][1]).isNaN();
        assertThat(lines[1][2]).isNotNaN();
        assertThat(lines[0][4]).isNaN();
        assertThat(lines[0][5]).isNotNaN();
    }

    /** A bar that a person accepted although its close lies outside: never infinite. */
    @Test
    void aCloseOutsideOfItsBarGivesNoInfinity() {
        double[] close = {5, 9, 9, 1, 9, 9, 9, 9, 2, 9};
        double[] flat = new double[10];
        Arrays.fill(flat, 5);
        BarColumns bars = new BarColumns(flat, flat, flat, close, flat);
        for (String spec : SPECS) {
            for (double[] line : linesOf(spec, bars)) {
                assertThat(Arrays.stream(line).filter(value -> Double.isInfinite(value)))
                        .as(spec)
                        .isEmpty();
            }
        }
    }

    /** One tick of 0.02 on either side; as doubles 10.06 - 10.04 is larger than 10.12 - 10.10 by 2e-15. */
    @Test
    void equalMovementsOnBothSidesAreEqualInDecimalsToo() {
        double[] high = {10.10, 10.12, 10.12};
        double[] low = {10.06, 10.04, 10.04};
        assertThat(low[0] - low[1]).isNotEqualTo(high[1] - high[0]);
        double[][] lines = linesOf("adx:2", new BarColumns(low, high, low, low, high));
        assertThat(lines[1][2]).isZero();
        assertThat(lines[2][2]).isZero();
    }

    /** Typical prices of 10.28 each; as doubles the sums are 30.839999999999996 and 30.840000000000003. */
    @Test
    void equalTypicalPricesAreEqualInDecimalsToo() {
        double[] high = {10.53, 10.43, 10.53};
        double[] low = {10.03, 10.13, 10.03};
        double[] close = {10.28, 10.28, 10.28};
        assertThat(high[0] + low[0] + close[0]).isNotEqualTo(high[1] + low[1] + close[1]);
        BarColumns bars = new BarColumns(close, high, low, close, new double[] {1, 1, 1});
        assertThat(linesOf("mfi:2", bars)[0]).containsOnly(Double.NaN);
        assertThat(linesOf("cci:2", bars)[0]).containsOnly(Double.NaN);
        assertThat(linesOf("cci:3", bars)[0]).containsOnly(Double.NaN);
    }

    /** Means of two fall by half per bar, below the smallest double after 1,074 bars; 7, 9, 7 is 2 up of 4. */
    @Test
    void aRestOfThousandsOfBarsEndsWithoutADirectionAndNotWithOneOfRounding() {
        double[] closes = new double[2_000];
        Arrays.fill(closes, 7);
        closes[1] = 9;
        for (String spec : List.of("adx:2", "rsi:2")) {
            double[][] lines = linesOf(spec, GeneratedBars.closes(closes));
            assertThat(lines[lines.length / 2][500]).isCloseTo(50, within(1e-9));
            for (double[] line : lines) {
                assertThat(Arrays.copyOfRange(line, 1_100, 2_000)).as(spec).containsOnly(Double.NaN);
            }
        }
    }

    private static double[] last(String spec, BarColumns bars) {
        return Arrays.stream(linesOf(spec, bars))
                .mapToDouble(line -> line[line.length - 1])
                .toArray();
    }
}
