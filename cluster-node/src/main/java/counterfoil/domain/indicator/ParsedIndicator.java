package counterfoil.domain.indicator;

/** What became of a text that should name an indicator. */
public sealed interface ParsedIndicator {

    /**
     * The text names an indicator.
     *
     * @param spec with all parameters
     */
    record Accepted(IndicatorSpec spec) implements ParsedIndicator {}

    /**
     * The text does not.
     *
     * @param field {@code indicator}, {@code parameters}, or the name of the parameter at fault
     * @param value what was given for it, at most 64 characters
     * @param allowed what may be given, in words
     */
    record Refused(String field, String value, String allowed) implements ParsedIndicator {

        /**
         * The refusal in one sentence.
         *
         * @return for example {@code period is 0, allowed is a whole number from 1 to 5000}
         */
        public String sentence() {
            return field + " is " + value + ", allowed is " + allowed;
        }
    }
}
