package counterfoil.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.domain.indicator.ParsedIndicator.Accepted;
import counterfoil.domain.indicator.ParsedIndicator.Refused;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IndicatorSpecTest {

    private static final String[] PROMISED = {
        "atr",
        "bbands",
        "dema",
        "ema",
        "hv",
        "linreg",
        "macd",
        "mom",
        "obv",
        "psar",
        "roc",
        "rsi",
        "sma",
        "stddev",
        "stochrsi",
        "tema",
        "trix",
        "ultosc",
        "vwap",
        "wma"
    };

    @ParameterizedTest
    @CsvSource({
        "sma, sma:20",
        "ema, ema:20",
        "rsi, rsi:14",
        "atr, atr:14",
        "macd, macd:12:26:9",
        "macd:5, macd:5:26:9",
        "bbands, bbands:20:2",
        "bbands:10, bbands:10:2",
        "bbands:20:2.50, bbands:20:2.5",
        "SMA:050, sma:50",
        "sma:5000, sma:5000",
        "obv, obv",
        "vwap, vwap"
    })
    void textsHaveOneCanonicalForm(String text, String canonical) {
        assertThat(IndicatorSpec.parse(text)).isEqualTo(new Accepted(IndicatorSpec.of(canonical)));
        assertThat(IndicatorSpec.of(text).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "rsi:1, period, 1, a whole number from 2 to 5000",
        "sma:0, period, 0, a whole number from 1 to 5000",
        "sma:5001, period, 5001, a whole number from 1 to 5000",
        "sma:2.5, period, 2.5, a whole number from 1 to 5000",
        "sma:, period, '', a whole number from 1 to 5000",
        "sma:-3, period, -3, a whole number from 1 to 5000",
        "sma:NaN, period, NaN, a whole number from 1 to 5000",
        "sma:1e2, period, 1e2, a whole number from 1 to 5000",
        "sma:٣, period, ٣, a whole number from 1 to 5000",
        "sma:99999999999999999999, period, 99999999999999999999, a whole number from 1 to 5000",
        "bbands:20:0, deviations, 0, a number from 0.01 to 100",
        "macd:26:12:9, slow, 12, a whole number from 2 to 5000 above fast",
        "macd:30, slow, 26, a whole number from 2 to 5000 above fast",
        "sma:1:2, parameters, 1:2, at most period",
        "obv:1, parameters, 1, no parameter"
    })
    void parametersOutOfRangeAreRefusedWithTheRange(String text, String field, String value, String allowed) {
        assertThat(IndicatorSpec.parse(text)).isEqualTo(new Refused(field, value, allowed));
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        assertThat(IndicatorSpec.parse("magic:3"))
                .isEqualTo(
                        new Refused("indicator", "magic", "one of " + String.join(", ", IndicatorCatalogue.names())));
        assertThat(IndicatorSpec.parse("")).isInstanceOf(Refused.class);
    }

    @Test
    void overlongTextsAreRefusedAndCutAtACharacter() {
        String cut = "😀".repeat(32);
        assertThat(IndicatorSpec.parse("😀".repeat(1_000)))
                .isEqualTo(new Refused("indicator", cut, "a text of at most 64 characters"));
        assertThat(IndicatorSpec.parse("x".repeat(65))).isInstanceOf(Refused.class);
    }

    @Test
    void textsInCodeMustBeRight() {
        assertThatThrownBy(() -> IndicatorSpec.of("rsi:1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period is 1, allowed is a whole number from 2 to 5000");
    }

    @Test
    void valuesThatDoNotFitTheDefinitionMakeNoSpec() {
        IndicatorDefinition macd = IndicatorSpec.of("macd").definition();
        assertThatThrownBy(() -> new IndicatorSpec(macd, List.of(12.0)))
                .hasMessage("macd: wrong number of parameters [12.0]");
        assertThatThrownBy(() -> new IndicatorSpec(macd, List.of(12.0, 12.0, 9.0)))
                .hasMessage("macd: slow is 12, allowed is a whole number from 2 to 5000 above fast");
        IndicatorDefinition bands = IndicatorSpec.of("bbands").definition();
        assertThatThrownBy(() -> new IndicatorSpec(bands, List.of(20.0, 0.1234567891)))
                .hasMessage("bbands: deviations is 0.1234567891, allowed is a number from 0.01 to 100");
    }

    @Test
    void theCatalogueIsInAlphabeticalOrder() {
        assertThat(IndicatorCatalogue.names())
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(PROMISED);
        assertThat(IndicatorCatalogue.find("rsi"))
                .contains(IndicatorSpec.of("rsi").definition());
    }

    @ParameterizedTest
    @MethodSource("counterfoil.domain.indicator.IndicatorCatalogue#all")
    void everyDefinitionIsComplete(IndicatorDefinition definition) {
        assertThat(List.of(definition.title(), definition.meaning(), definition.source(), definition.check()))
                .allMatch(text -> text.length() > 2);
        assertThat(Objects.requireNonNullElse(definition.undefined(), "")).hasSizeLessThanOrEqualTo(140);
        assertThat(definition.lineNames())
                .hasSize(definition.lines().size() == 1 ? 0 : definition.lines().size())
                .doesNotHaveDuplicates();
        assertThat(IndicatorSpec.parse(definition.standard().text())).isEqualTo(new Accepted(definition.standard()));
    }

    @Test
    void columnsOfUnequalLengthAreRefused() {
        double[] two = new double[2];
        assertThatThrownBy(() -> new BarColumns(two, two, two, two, new double[3]))
                .hasMessage("columns of 2, 2, 2, 2 and 3 bars");
    }

    @Test
    void aWindowBeforeTheFirstBarIsRefused() {
        IndicatorSpec sma = IndicatorSpec.of("sma");
        assertThatThrownBy(() -> new IndicatorWindow(sma, -1, 3)).hasMessage("window of 3 bars at -1");
        assertThatThrownBy(() -> new IndicatorWindow(sma, 1, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
