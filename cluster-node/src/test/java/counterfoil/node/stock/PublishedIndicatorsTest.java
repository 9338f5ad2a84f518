package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import counterfoil.domain.indicator.IndicatorCatalogue;
import counterfoil.domain.indicator.IndicatorParameter;
import counterfoil.http.indicator.IndicatorEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
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

    /** A row of the table in the documentation begins with the name, and with a colon for each parameter. */
    @Test
    void theDocumentationHasADefinitionOfEveryIndicator() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "use", "definitions.md"));
        for (IndicatorEntry entry : PublishedIndicators.all()) {
            String defaults = entry.text().contains(":")
                    ? entry.text().substring(entry.text().indexOf(':') + 1)
                    : "";
            String row = text.lines()
                    .filter(line ->
                            line.startsWith("| `" + entry.name() + "`") || line.startsWith("| `" + entry.name() + ":"))
                    .collect(Collectors.joining());
            assertThat(row).as(entry.name()).isNotEmpty();
            assertThat(row.substring(0, row.indexOf('`', 3))
                            .chars()
                            .filter(c -> c == ':')
                            .count())
                    .as(entry.name())
                    .isEqualTo(entry.parameters().size());
            assertThat(row.split("\\|", -1)[2].strip()).as(entry.name()).isEqualTo(defaults);
        }
    }

    private static IndicatorEntry entry(String name) {
        return PublishedIndicators.all().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
