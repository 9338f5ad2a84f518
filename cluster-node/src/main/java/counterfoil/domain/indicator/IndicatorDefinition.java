package counterfoil.domain.indicator;

import java.util.List;
import java.util.function.Function;

/**
 * What is published about an indicator, and how its updater is made.
 *
 * @param name lower-case name in texts, for example {@code bbands}
 * @param title name for people
 * @param parameters in the order of the text
 * @param lineNames names of the output lines in the order of the output; empty for a single line without a name
 * @param meaning the definition in one sentence, with seed, first value and where it is undefined
 * @param source author and work that the definition follows
 * @param start makes an updater that has seen no bar
 */
public record IndicatorDefinition(
        String name,
        String title,
        List<IndicatorParameter> parameters,
        List<String> lineNames,
        String meaning,
        String source,
        Function<IndicatorSpec, Indicator> start) {

    /** Copies the lists. */
    public IndicatorDefinition {
        parameters = List.copyOf(parameters);
        lineNames = List.copyOf(lineNames);
    }

    /**
     * This indicator with the standard value of every parameter.
     *
     * @return for example {@code macd:12:26:9}
     */
    public IndicatorSpec standard() {
        return new IndicatorSpec(
                this, parameters.stream().map(IndicatorParameter::standard).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
