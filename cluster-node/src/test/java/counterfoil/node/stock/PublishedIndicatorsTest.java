package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import counterfoil.domain.indicator.IndicatorCatalogue;
import counterfoil.domain.indicator.IndicatorParameter;
import counterfoil.http.indicator.IndicatorEntry;
import org.junit.jupiter.api.Test;

class PublishedIndicatorsTest {

    @Test
    void everyIndicatorIsPublishedInTheOrderOfTheCatalogue() {
        assertThat(PublishedIndicators.all())
                .extracting(IndicatorEntry::name)
                .containsExactlyElementsOf(IndicatorCatalogue.names());
    }

    @Test
    void anEntryTellsWhatTheDefinitionDoes() {
        IndicatorEntry macd = entry("macd");

        assertThat(macd.text()).isEqualTo("macd:12:26:9");
        assertThat(macd.parameters())
                .contains(new IndicatorEntry.Parameter("slow", 26, 2, IndicatorParameter.LONGEST_PERIOD, true, "fast"));
        assertThat(macd.lines())
                .extracting(IndicatorEntry.Line::name, IndicatorEntry.Line::warmUp)
                .containsExactly(tuple("macd", 25), tuple("signal", 33), tuple("histogram", 33));
        assertThat(entry("rsi").lines()).containsExactly(new IndicatorEntry.Line(null, "number", 0, 100, 14));
        assertThat(entry("rsi").undefined()).isEqualTo("the close has not moved");
        assertThat(entry("obv").inputs()).containsExactly("close", "volume");
    }

    private static IndicatorEntry entry(String name) {
        return PublishedIndicators.all().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
