package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** Values of an indicator and their comparison with a table that begins at the first value. */
final class Lines {

    private Lines() {}

    static double[][] linesOf(String spec, BarColumns bars) {
        return IndicatorWindow.of(IndicatorSpec.of(spec), bars);
    }

    static void assertEnd(double[] values, int first, double[] expected, double tolerance) {
        assertThat(Arrays.stream(values, 0, first).filter(value -> !Double.isNaN(value)))
                .isEmpty();
        assertThat(Arrays.copyOfRange(values, first, values.length)).containsExactly(expected, within(tolerance));
    }
}
