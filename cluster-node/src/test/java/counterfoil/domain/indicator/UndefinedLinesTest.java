package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Averages, changes and statistics where their definition divides by zero, and right after it. */
class UndefinedLinesTest {

    private static final double NAN = Double.NaN;

    @Test
    void rateOfChangeIsMissingWhereTheEarlierCloseIsZero() {
        assertThat(line("roc:1", 0, 5, 0, 4, 5)).containsExactly(NAN, -100, NAN, 25);
    }

    @Test
    void trixIsMissingWhereTheAverageBeforeIsZero() {
        assertThat(line("trix:1", 0, 5, 0, 4, 5)).containsExactly(NAN, -100, NAN, 25);
    }

    /** Returns ln 2 and ln 2 have no deviation; ln 2 and -ln 2 have the sample deviation sqrt(2) ln 2. */
    @Test
    void volatilityIsMissingWhileACloseInTheWindowIsNotPositive() {
        double[] values = line("hv:2:1", 0, 1, 2, 0, 1, 2, 4, 2);
        assertThat(values).startsWith(NAN, NAN, NAN, NAN, NAN, 0);
        assertThat(values[6]).isCloseTo(Math.sqrt(2) * Math.log(2), within(1e-15));
    }

    @Test
    void ultimateOscillatorIsMissingWhileThePricesRest() {
        double[] values = line("ultosc:1:2:3", 0, 5, 5, 5, 5, 6, 7, 8, 8);
        assertThat(values).containsExactly(NAN, NAN, NAN, NAN, 100, 100, 100, NAN);
    }

    @Test
    void stochasticRsiIsMissingWhereTheIndexHasNoRange() {
        assertThat(line("stochrsi:2:2:1:1", 0, 1, 2, 3, 4, 3)).containsExactly(NAN, NAN, NAN, NAN, 0);
    }

    @Test
    void aRisingSequenceLeansByItsStep() {
        double[][] lines = IndicatorWindow.of(IndicatorSpec.of("linreg:3"), GeneratedBars.closes(1, 3, 5, 7));
        assertThat(lines[0]).containsExactly(NAN, NAN, 5, 7);
        assertThat(lines[1]).containsExactly(NAN, NAN, 2, 2);
        assertThat(lines[2]).containsExactly(NAN, NAN, 1, 3);
    }

    @Test
    void weightsGrowFromTheOldestToTheNewest() {
        assertThat(line("wma:3", 0, 1, 2, 4, 3))
                .containsExactly(
                        new double[] {NAN, NAN, (1 + 2 * 2 + 3 * 4) / 6.0, (2 + 2 * 4 + 3 * 3) / 6.0}, within(1e-15));
    }

    private static double[] line(String spec, int line, double... closes) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), GeneratedBars.closes(closes))[line];
    }
}
