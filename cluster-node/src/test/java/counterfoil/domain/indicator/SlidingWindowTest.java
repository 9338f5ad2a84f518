package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums and squares over long series, against exact decimal arithmetic over each window. */
class SlidingWindowTest {

    private static final int VALUES = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 200})
    void sumsDoNotDriftOverHundredThousandValues(int period) {
        double[] values = tightSeries(1e5, 1e-3);
        SlidingSum sum = new SlidingSum(period);
        for (int i = 0; i < VALUES; i++) {
            double actual = sum.add(values[i]);
            if (i >= period - 1 && i % 997 == 0) {
                double exact = exactSum(values, i, period).doubleValue();
                assertThat(actual).isCloseTo(exact, within(exact * period * 0x1p-53));
            }
        }
    }

    @Test
    void aLargeValueLeavesNothingBehindWhenItLeavesTheWindow() {
        SlidingSum sum = new SlidingSum(3);
        SlidingMoments moments = new SlidingMoments(3);
        double[] values = {1e17, 0.1, 0.2, 0.4, 0.1, 0.2, 0.4};
        double[] sums = Arrays.stream(values).map(sum::add).toArray();
        double[] squares = Arrays.stream(values)
                .map(value -> {
                    moments.add(value);
                    return moments.squares();
                })
                .toArray();
        assertThat(sums[3]).isCloseTo(0.7, within(2e-16));
        assertThat(sums[4]).isCloseTo(0.7, within(2e-16));
        // mean 0.7 / 3: 0.01 + 0.04 + 0.16 - 0.49 / 3
        assertThat(squares[3]).isCloseTo(0.14 / 3, within(1e-16));
        assertThat(squares[4]).isCloseTo(0.14 / 3, within(1e-16));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-6})
    void tinyDeviationsBesideLargePricesKeepTheirDigits(double deviation) {
        double[] values = tightSeries(1e5, deviation);
        SlidingMoments moments = new SlidingMoments(20);
        for (int i = 0; i < VALUES; i++) {
            moments.add(values[i]);
            if (i >= 19 && i % 499 == 0) {
                double exact = exactSquares(values, i, 20);
                assertThat(moments.squares()).isCloseTo(exact, within(exact * 1e-10));
            }
        }
    }

    @Test
    void bandsStayWithinOneDigitOfTheExactOnes() {
        double[] values = tightSeries(1e5, 1e-4);
        double[][] bands = IndicatorWindow.of(IndicatorSpec.of("bbands:20:2"), GeneratedBars.closes(values));
        for (int i = 19; i < VALUES; i += 331) {
            double mean = exactSum(values, i, 20).divide(BigDecimal.valueOf(20)).doubleValue();
            double width = 2 * Math.sqrt(exactSquares(values, i, 20) / 20);
            assertThat(bands[0][i]).isCloseTo(mean + width, within(6e-11));
            assertThat(bands[2][i]).isCloseTo(mean - width, within(6e-11));
        }
    }

    /** Tiny steps on a large price: the lean is the sum of (i - (n + 1) / 2) x(i), exactly. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 200})
    void theLeanOfTinyStepsOnLargePricesKeepsItsDigits(int period) {
        double[] values = tightSeries(1e5, 1e-3);
        SlidingSlope slope = new SlidingSlope(period);
        for (int i = 0; i < VALUES; i++) {
            double mean = slope.add(values[i]);
            if (i >= period - 1 && i % 997 == 0) {
                BigDecimal lean = BigDecimal.ZERO;
                for (int k = 1; k <= period; k++) {
                    BigDecimal weight = BigDecimal.valueOf(2L * k - period - 1).divide(BigDecimal.TWO);
                    lean = lean.add(weight.multiply(new BigDecimal(values[i - period + k])));
                }
                double exact = exactSum(values, i, period)
                        .divide(BigDecimal.valueOf(period), MathContext.DECIMAL128)
                        .doubleValue();
                assertThat(mean).isCloseTo(exact, within(exact * 0x1p-52));
                assertThat(slope.lean()).isCloseTo(lean.doubleValue(), within(1e-3 * period * period * 0x1p-45));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void extremesAreThoseOfASearchThroughEachWindow(int period) {
        double[] values = tightSeries(0, 5);
        SlidingExtreme highest = SlidingExtreme.highest(period);
        SlidingExtreme lowest = SlidingExtreme.lowest(period);
        for (int i = 0; i < 5_000; i++) {
            DoubleStream window = Arrays.stream(values, Math.max(0, i - period + 1), i + 1);
            DoubleSummaryStatistics found = window.summaryStatistics();
            boolean full = found.getCount() == period;
            assertThat(new double[] {highest.add(values[i]), lowest.add(values[i])})
                    .containsExactly(full ? found.getMax() : Double.NaN, full ? found.getMin() : Double.NaN);
        }
    }

    @Test
    void aMissingValueLeavesEveryWindowWithItself() {
        double[] values = {1, 2, Double.NaN, 4, 5, 6, 7, Double.NaN, 9, 10, 11};
        double[] sums = {Double.NaN, 3, Double.NaN, Double.NaN, 9, 11, 13, Double.NaN, Double.NaN, 19, 21};
        SlidingSum sum = new SlidingSum(2);
        SlidingExtreme highest = SlidingExtreme.highest(2);
        SlidingSlope slope = new SlidingSlope(2);
        SlidingMoments moments = new SlidingMoments(2);
        for (int i = 0; i < values.length; i++) {
            double[] results = {
                sum.add(values[i]), moments.add(values[i]), 2 * slope.add(values[i]), highest.add(values[i])
            };
            double top = Double.isNaN(sums[i]) ? Double.NaN : values[i];
            assertThat(results).containsExactly(sums[i], sums[i], sums[i], top);
        }
    }

    private static double[] tightSeries(double price, double deviation) {
        Random random = new Random(11);
        return random.doubles(VALUES, price - deviation, price + deviation).toArray();
    }

    private static BigDecimal exactSum(double[] values, int last, int period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = last - period + 1; i <= last; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        return sum;
    }

    private static double exactSquares(double[] values, int last, int period) {
        BigDecimal mean = exactSum(values, last, period).divide(BigDecimal.valueOf(period), MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = last - period + 1; i <= last; i++) {
            squares = squares.add(new BigDecimal(values[i]).subtract(mean).pow(2));
        }
        return squares.doubleValue();
    }
}
