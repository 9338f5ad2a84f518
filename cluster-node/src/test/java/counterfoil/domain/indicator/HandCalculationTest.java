package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HandCalculationTest {

    @Test
    void emaStartsWithTheMeanOfTheFirstCloses() {
        double[] values = line("ema:3", 0, 2, 4, 6, 12, 3);
        double third = (2 + 4 + 6) / 3.0;
        double fourth = third + (12 - third) * 2 / 4;
        double fifth = fourth + (3 - fourth) * 2 / 4;
        assertThat(values).containsExactly(new double[] {Double.NaN, Double.NaN, third, fourth, fifth}, within(1e-12));
    }

    /** fast 2: 1.5, 1.5+(4-1.5)*2/3, ...; slow 3: mean of three closes; signal 2: mean of two macd values. */
    @Test
    void everyAverageOfMacdIsSeededWithItsOwnFirstValues() {
        double[] closes = {1, 2, 4, 3, 7};
        double fast1 = 1.5;
        double fast2 = fast1 + (4 - fast1) * 2 / 3;
        double fast3 = fast2 + (3 - fast2) * 2 / 3;
        double fast4 = fast3 + (7 - fast3) * 2 / 3;
        double slow2 = (1 + 2 + 4) / 3.0;
        double slow3 = slow2 + (3 - slow2) / 2;
        double slow4 = slow3 + (7 - slow3) / 2;
        double macd2 = fast2 - slow2;
        double macd3 = fast3 - slow3;
        double macd4 = fast4 - slow4;
        double signal3 = (macd2 + macd3) / 2;
        double signal4 = signal3 + (macd4 - signal3) * 2 / 3;
        double nan = Double.NaN;
        assertThat(line("macd:2:3:2", 0, closes))
                .containsExactly(new double[] {nan, nan, macd2, macd3, macd4}, within(1e-12));
        assertThat(line("macd:2:3:2", 1, closes))
                .containsExactly(new double[] {nan, nan, nan, signal3, signal4}, within(1e-12));
        assertThat(line("macd:2:3:2", 2, closes))
                .containsExactly(new double[] {nan, nan, nan, macd3 - signal3, macd4 - signal4}, within(1e-12));
    }

    @Test
    void vwapWeightsTypicalPricesWithAllVolumeSoFar() {
        BarColumns bars = new BarColumns(
                new double[] {9, 11}, new double[] {12, 15}, new double[] {6, 9}, new double[] {9, 12}, new double[] {
                    100, 300
                });
        double[] values = IndicatorWindow.of(IndicatorSpec.of("vwap"), bars)[0];
        assertThat(values).containsExactly(9, (9 * 100 + 12 * 300) / 400.0);
    }

    @Test
    void vwapIsMissingUntilSomethingWasTraded() {
        double[] price = {10, 10, 20};
        BarColumns bars = new BarColumns(price, price, price, price, new double[] {0, 5, 5});
        assertThat(IndicatorWindow.of(IndicatorSpec.of("vwap"), bars)[0]).containsExactly(Double.NaN, 10, 15);
    }

    @Test
    void onBalanceVolumeStartsAtZeroAndIgnoresEqualCloses() {
        double[] price = {10, 11, 11, 9};
        BarColumns bars = new BarColumns(price, price, price, price, new double[] {100, 20, 40, 5});
        assertThat(IndicatorWindow.of(IndicatorSpec.of("obv"), bars)[0]).containsExactly(0, 20, 20, 15);
    }

    /** Bar 1 gaps up: 15 - 10 (previous close); bar 2 gaps down: 12 - 8. */
    @Test
    void trueRangeReachesToThePreviousClose() {
        double[] high = {11, 15, 9};
        double[] low = {9, 13, 8};
        double[] close = {10, 12, 8.5};
        double[] values =
                IndicatorWindow.of(IndicatorSpec.of("atr:1"), new BarColumns(close, high, low, close, close))[0];
        assertThat(values).containsExactly(Double.NaN, 5, 4);
    }

    @Test
    void rsiIsHundredWithoutLossAndZeroWithoutGain() {
        assertThat(line("rsi:2", 0, 1, 2, 2, 4)).containsExactly(Double.NaN, Double.NaN, 100, 100);
        assertThat(line("rsi:2", 0, 4, 3, 3, 1)).containsExactly(Double.NaN, Double.NaN, 0, 0);
    }

    @Test
    void rsiIsMissingWhileTheCloseHasNeverMoved() {
        assertThat(line("rsi:2", 0, 7, 7, 7, 7, 8))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 100);
    }

    @Test
    void bandsOfEqualClosesHaveNoWidth() {
        double[][] bands = IndicatorWindow.of(
                IndicatorSpec.of("bbands:3:2"), GeneratedBars.closes(100_000.1, 0.1, 0.1, 0.1, 0.1, 0.1));
        assertThat(bands[0][3] - bands[2][3]).isZero();
        assertThat(bands[0][5] - bands[2][5]).isZero();
    }

    @Test
    void theMiddleBandIsTheSimpleMovingAverage() {
        BarColumns bars = GeneratedBars.walk(5, 1_000);
        assertThat(IndicatorWindow.of(IndicatorSpec.of("bbands:20:2"), bars)[1])
                .containsExactly(IndicatorWindow.of(IndicatorSpec.of("sma:20"), bars)[0]);
    }

    private static double[] line(String spec, int line, double... closes) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), GeneratedBars.closes(closes))[line];
    }
}
