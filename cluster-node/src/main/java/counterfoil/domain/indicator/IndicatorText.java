package counterfoil.domain.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads texts such as {@code macd:12:26:9} that come from outside. */
final class IndicatorText {

    /** The longest text that is read, in characters. */
    static final int LONGEST = 64;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private IndicatorText() {}

    static ParsedIndicator parse(String text) {
        if (text.length() > LONGEST) {
            String start = text.substring(0, text.offsetByCodePoints(0, LONGEST / 2));
            return new ParsedIndicator.Refused("indicator", start, "a text of at most " + LONGEST + " characters");
        }
        List<String> parts = List.of(text.split(":", -1));
        String name = parts.getFirst();
        return IndicatorCatalogue.find(name.toLowerCase(Locale.ROOT))
                .map(definition -> withParameters(definition, parts.subList(1, parts.size())))
                .orElseGet(() -> new ParsedIndicator.Refused(
                        "indicator", name, "one of " + String.join(", ", IndicatorCatalogue.names())));
    }

    private static ParsedIndicator withParameters(IndicatorDefinition definition, List<String> given) {
        List<IndicatorParameter> parameters = definition.parameters();
        if (given.size() > parameters.size()) {
            return new ParsedIndicator.Refused("parameters", String.join(":", given), atMost(parameters));
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            IndicatorParameter parameter = parameters.get(i);
            String text = i < given.size() ? given.get(i) : IndicatorParameter.text(parameter.standard());
            double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            values.add(value);
            if (!parameter.allows(value) || !IndicatorSpec.exceeds(definition, values, i)) {
                return new ParsedIndicator.Refused(parameter.name(), text, parameter.allowed());
            }
        }
        return new ParsedIndicator.Accepted(new IndicatorSpec(definition, values));
    }

    private static String atMost(List<IndicatorParameter> parameters) {
        return parameters.isEmpty()
                ? "no parameter"
                : parameters.stream().map(IndicatorParameter::name).collect(Collectors.joining(":", "at most ", ""));
    }
}
