package counterfoil.node.stock;

import counterfoil.domain.indicator.Indicator;
import counterfoil.domain.indicator.IndicatorCatalogue;
import counterfoil.domain.indicator.IndicatorDefinition;
import counterfoil.domain.indicator.IndicatorInput;
import counterfoil.domain.indicator.IndicatorLine;
import counterfoil.domain.indicator.IndicatorParameter;
import counterfoil.http.indicator.IndicatorEntry;
import java.util.List;
import java.util.stream.IntStream;

/** The indicators that stocks compute, as the API's catalogue tells of them. */
public final class PublishedIndicators {

    private PublishedIndicators() {}

    /**
     * Every indicator.
     *
     * @return in alphabetical order of names
     */
    public static List<IndicatorEntry> all() {
        return IndicatorCatalogue.all().stream().map(PublishedIndicators::entry).toList();
    }

    private static IndicatorEntry entry(IndicatorDefinition definition) {
        Indicator standard = definition.standard().start();
        List<IndicatorLine> lines = definition.lines();
        return new IndicatorEntry(
                definition.name(),
                definition.title(),
                definition.standard().text(),
                definition.parameters().stream()
                        .map(PublishedIndicators::parameter)
                        .toList(),
                definition.inputs().stream().map(IndicatorInput::code).toList(),
                IntStream.range(0, lines.size())
                        .mapToObj(line -> line(lines.get(line), standard.firstValueAt(line)))
                        .toList(),
                definition.meaning(),
                definition.undefined(),
                definition.source(),
                definition.check());
    }

    private static IndicatorEntry.Parameter parameter(IndicatorParameter parameter) {
        return new IndicatorEntry.Parameter(
                parameter.name(),
                parameter.standard(),
                parameter.lowest(),
                parameter.highest(),
                parameter.whole(),
                parameter.above());
    }

    private static IndicatorEntry.Line line(IndicatorLine line, int warmUp) {
        String name = line.name().isEmpty() ? null : line.name();
        return new IndicatorEntry.Line(name, line.unit().code(), line.lowest(), line.highest(), warmUp);
    }
}
