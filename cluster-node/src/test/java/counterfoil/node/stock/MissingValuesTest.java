package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.indicator.IndicatorSpec;
import counterfoil.protocol.stock.StockView.Missing;
import org.junit.jupiter.api.Test;

class MissingValuesTest {
    private static final double NAN = Double.NaN;
    private static final IndicatorSpec RSI = IndicatorSpec.of("rsi:2");

    @Test
    void aFullPageHasNothingToExplain() {
        assertThat(MissingValues.of(RSI, new double[] {50, 60}, 2, 7, 9)).isNull();
        assertThat(MissingValues.of(RSI, new double[0], 2, 0, 0)).isNull();
    }

    @Test
    void aPageThatBeginsInTheWarmUpTellsWhereItEnds() {
        assertThat(MissingValues.of(RSI, new double[] {NAN, 60}, 2, 1, 3))
                .isEqualTo(new Missing(1, 0, "the first value is at bar 2, counted from 0"));
    }

    @Test
    void aSeriesThatIsTooShortIsCounted() {
        assertThat(MissingValues.of(RSI, new double[] {NAN, NAN}, 2, 0, 2))
                .isEqualTo(new Missing(2, 0, "the first value is at bar 2, counted from 0; there are 2 bars"));
    }

    @Test
    void whatIsUndefinedLaterHasTheReasonOfTheDefinition() {
        assertThat(MissingValues.of(RSI, new double[] {NAN, 60, NAN}, 2, 3, 6))
                .isEqualTo(new Missing(0, 2, "no value because the close has not moved"));
        assertThat(MissingValues.of(RSI, new double[] {NAN, NAN, NAN}, 2, 1, 4))
                .isEqualTo(new Missing(
                        1,
                        2,
                        "the first value is at bar 2, counted from 0; later no value because the close has not"
                                + " moved"));
    }

    @Test
    void whatIsNoFiniteNumberSaysSo() {
        assertThat(MissingValues.of(IndicatorSpec.of("sma:1"), new double[] {NAN}, 0, 0, 1))
                .isEqualTo(new Missing(0, 1, "no value because it would not be a finite number"));
    }
}
