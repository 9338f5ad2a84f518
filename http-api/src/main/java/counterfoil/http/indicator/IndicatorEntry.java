package counterfoil.http.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of one indicator.
 *
 * @param name as in texts, for example {@code macd}
 * @param title name for people
 * @param text with the standard value of every parameter, for example {@code macd:12:26:9}
 * @param parameters in the order of the text
 * @param inputs columns of bars that it reads
 * @param lines in the order of answers, at least one
 * @param definition one sentence or a few
 * @param undefined why a value may be missing after the warm-up; null where none is
 * @param source author and work
 * @param check what it is compared with outside, by which convention and how exactly
 */
public record IndicatorEntry(
        String name,
        String title,
        String text,
        List<Parameter> parameters,
        List<String> inputs,
        List<Line> lines,
        String definition,
        @Nullable String undefined,
        String source,
        String check) {

    /** Copies the lists. */
    public IndicatorEntry {
        parameters = List.copyOf(parameters);
        inputs = List.copyOf(inputs);
        lines = List.copyOf(lines);
    }

    /**
     * A parameter.
     *
     * @param name as in refusals
     * @param standard taken when it is left out
     * @param lowest smallest allowed value
     * @param highest largest allowed value
     * @param whole whether it must be a whole number
     * @param above an earlier parameter that it must exceed; null for none
     */
    public record Parameter(
            String name,
            double standard,
            double lowest,
            double highest,
            boolean whole,
            @Nullable String above) {}

    /**
     * One value per bar.
     *
     * @param name as in answers; null for the only line of an indicator
     * @param unit what the numbers count
     * @param lowest no value is below; may be infinite
     * @param highest no value is above; may be infinite
     * @param warmUp bars before the first value, with standard parameters
     */
    public record Line(@Nullable String name, String unit, double lowest, double highest, int warmUp) {}
}
