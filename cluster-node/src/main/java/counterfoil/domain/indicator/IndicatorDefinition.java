package counterfoil.domain.indicator;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is published about an indicator, and how its updater is made.
 *
 * @param name lower-case name in texts, for example {@code bbands}
 * @param title name for people
 * @param parameters in the order of the text
 * @param inputs the columns of bars it reads, and no other
 * @param lines in the order of the output, at least one; the only line of an indicator has no name
 * @param meaning the definition in one sentence, with seed and first value
 * @param undefined where there is no value although the warm-up is over, as words behind "because"; null for nowhere
 * @param source author and work that the definition follows
 * @param check the outside values or library it is compared with, their convention and the tolerance
 * @param start makes an updater that has seen no bar
 */
public record IndicatorDefinition(
        String name,
        String title,
        List<IndicatorParameter> parameters,
        List<IndicatorInput> inputs,
        List<IndicatorLine> lines,
        String meaning,
        @Nullable String undefined,
        String source,
        String check,
        Function<IndicatorSpec, Indicator> start) {

    /** Copies the lists; refuses an indicator without inputs or lines, and several lines of which one has no name. */
    public IndicatorDefinition {
        parameters = List.copyOf(parameters);
        inputs = List.copyOf(inputs);
        lines = List.copyOf(lines);
        if (inputs.isEmpty()
                || lines.isEmpty()
                || (lines.size() > 1 && !lines.stream().allMatch(IndicatorDefinition::hasName))) {
            throw new IllegalArgumentException(name + ": inputs " + inputs + ", lines " + lines);
        }
    }

    /** The beginning of a definition; the rest is said by name. */
    static IndicatorDraft of(String name, String title) {
        return new IndicatorDraft(name, title);
    }

    /**
     * Names of the output lines in the order of the output.
     *
     * @return empty for a single line without a name
     */
    public List<String> lineNames() {
        return lines.stream()
                .filter(IndicatorDefinition::hasName)
                .map(IndicatorLine::name)
                .toList();
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

    private static boolean hasName(IndicatorLine line) {
        return !line.name().isEmpty();
    }
}
