package counterfoil.domain.indicator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An indicator with all of its parameters, for example {@code rsi:14}. Two specs are equal when their texts are.
 *
 * @param definition which indicator
 * @param values one value per parameter, each in its range
 */
public record IndicatorSpec(IndicatorDefinition definition, List<Double> values) {

    /** Refuses values that do not fit the definition; texts from outside go through {@link #parse} instead. */
    public IndicatorSpec {
        values = List.copyOf(values);
        if (values.size() != definition.parameters().size()) {
            throw new IllegalArgumentException(definition.name() + ": wrong number of parameters " + values);
        }
        for (int i = 0; i < values.size(); i++) {
            IndicatorParameter parameter = definition.parameters().get(i);
            if (!parameter.allows(values.get(i)) || !exceeds(definition, values, i)) {
                throw new IllegalArgumentException(definition.name() + ": " + parameter.name() + " is "
                        + IndicatorParameter.text(values.get(i)) + ", allowed is " + parameter.allowed());
            }
        }
    }

    /**
     * Reads {@code name:parameter:parameter}, upper or lower case; parameters left out at the end take their standard
     * values.
     *
     * @param text from outside
     * @return the spec, or a refusal that names the field, the value and what is allowed
     */
    public static ParsedIndicator parse(String text) {
        return IndicatorText.parse(text);
    }

    /**
     * The spec of a text that stands in our own code.
     *
     * @param text for example {@code sma:20}
     * @return the spec
     * @throws IllegalArgumentException where {@link #parse} refuses
     */
    public static IndicatorSpec of(String text) {
        return switch (parse(text)) {
            case ParsedIndicator.Accepted accepted -> accepted.spec();
            case ParsedIndicator.Refused refused -> throw new IllegalArgumentException(refused.sentence());
        };
    }

    /**
     * The canonical text: every parameter written out, numbers without exponent and trailing zeros.
     *
     * @return for example {@code bbands:20:2}
     */
    public String text() {
        return definition.name()
                + values.stream()
                        .map(value -> ":" + IndicatorParameter.text(value))
                        .collect(Collectors.joining());
    }

    /**
     * A parameter that is a whole number.
     *
     * @param parameter its position, from 0
     * @return its value
     */
    public int whole(int parameter) {
        return values.get(parameter).intValue();
    }

    /**
     * A parameter of any kind.
     *
     * @param parameter its position, from 0
     * @return its value
     */
    public double number(int parameter) {
        return values.get(parameter);
    }

    /**
     * A new updater that has seen no bar.
     *
     * @return not shared with anyone
     */
    public Indicator start() {
        return definition.start().apply(this);
    }

    @Override
    public String toString() {
        return text();
    }

    static boolean exceeds(IndicatorDefinition definition, List<Double> values, int index) {
        String above = definition.parameters().get(index).above();
        if (above == null) {
            return true;
        }
        for (int i = 0; i < index; i++) {
            if (definition.parameters().get(i).name().equals(above)) {
                return values.get(index) > values.get(i);
            }
        }
        throw new IllegalStateException(definition.name() + ": no earlier parameter " + above);
    }
}
