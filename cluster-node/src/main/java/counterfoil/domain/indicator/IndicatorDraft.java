package counterfoil.domain.indicator;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A definition that is being written down, so that each of its texts stands behind its name. */
final class IndicatorDraft {

    private final String name;
    private final String title;
    private List<IndicatorParameter> parameters = List.of();
    private List<IndicatorInput> inputs = List.of();
    private List<IndicatorLine> lines = List.of();
    private String meaning = "";
    private @Nullable String undefined;
    private String source = "";
    private String check = "";

    IndicatorDraft(String name, String title) {
        this.name = name;
        this.title = title;
    }

    IndicatorDraft parameters(IndicatorParameter... parameters) {
        this.parameters = List.of(parameters);
        return this;
    }

    IndicatorDraft reads(IndicatorInput... inputs) {
        this.inputs = List.of(inputs);
        return this;
    }

    IndicatorDraft gives(IndicatorLine... lines) {
        this.lines = List.of(lines);
        return this;
    }

    IndicatorDraft meaning(String meaning) {
        this.meaning = meaning;
        return this;
    }

    IndicatorDraft undefinedBecause(String undefined) {
        this.undefined = undefined;
        return this;
    }

    IndicatorDraft source(String source) {
        this.source = source;
        return this;
    }

    IndicatorDraft checkedAgainst(String check) {
        this.check = check;
        return this;
    }

    /** The complete definition. */
    IndicatorDefinition startedBy(Function<IndicatorSpec, Indicator> start) {
        return new IndicatorDefinition(
                name, title, parameters, inputs, lines, meaning, undefined, source, check, start);
    }
}
