package counterfoil.domain.indicator;

import static counterfoil.domain.indicator.Lines.linesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionAveragePriceTest {

    private static final double[] PRICE = {10, 20, 30, 100, 50};
    private static final double[] VOLUME = {1, 3, 0, 0, 4};

    @Test
    void everySessionBeginsAnew() {
        double[] values = linesOf("svwap", bars(true, false, false, false, true))[0];
        assertThat(values).containsExactly(10, (10 + 60) / 4.0, 70 / 4.0, 70 / 4.0, 50);
    }

    @Test
    void aSessionHasNoAverageUntilSomethingWasTraded() {
        double[] values = linesOf("svwap", bars(true, false, true, false, false))[0];
        assertThat(values).containsExactly(10, 17.5, Double.NaN, Double.NaN, 50);
    }

    @Test
    void aBarThatIsASessionOfItsOwnHasItsTypicalPrice() {
        double[] high = {12, 15};
        double[] low = {6, 9};
        double[] close = {9, 12};
        BarColumns days = new BarColumns(close, high, low, close, new double[] {100, 300});
        assertThat(linesOf("svwap", days)[0]).containsExactly(9, 12);
    }

    @Test
    void oneLongSessionIsTheAverageFromTheFirstBar() {
        BarColumns walk = GeneratedBars.walk(12, 400);
        boolean[] starts = new boolean[400];
        starts[0] = true;
        BarColumns session = new BarColumns(walk.open, walk.high, walk.low, walk.close, walk.volume, starts);
        assertThat(linesOf("svwap", session)[0]).containsExactly(linesOf("vwap", walk)[0]);
    }

    /** Each session alone gives the same values as all of them in one series. */
    @Test
    void noValueDependsOnAnotherSession() {
        BarColumns walk = GeneratedBars.walk(13, 130);
        double[] all = linesOf("svwap", walk)[0];
        for (int from = 0; from < 130; from += 13) {
            double[] alone = new double[13];
            IndicatorSpec.of("svwap").start().update(walk, from, from + 13, new double[][] {alone}, 0);
            assertThat(Arrays.copyOfRange(all, from, from + 13)).containsExactly(alone, within(0.0));
        }
    }

    private static BarColumns bars(boolean... sessionStarts) {
        return new BarColumns(PRICE, PRICE, PRICE, PRICE, VOLUME, sessionStarts);
    }
}
