package counterfoil.market.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The years in which a rule holds: spans in ascending order, both ends included.
 *
 * @param spans first and last year of each; none stands for all years
 */
public record Years(List<Span> spans) {
    /** Every year. */
    public static final Years ALL = new Years(List.of());

    private static final Pattern SPAN = Pattern.compile("(\\d{4})?(-)?(\\d{4})?");

    /** From a year to a year, both included. */
    public record Span(int first, int last) {}

    /** Refuses spans that are empty or not in order. */
    public Years {
        spans = List.copyOf(spans);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.first > span.last || (i > 0 && span.first <= spans.get(i - 1).last)) {
                throw new IllegalArgumentException("years ascend: " + span.first + " to " + span.last);
            }
        }
    }

    /**
     * The years of a text such as {@code 1998-}, {@code -2012}, {@code 2007} or {@code 1998-2001, 2003-2011, 2023-}.
     *
     * @throws IllegalArgumentException if it is of another form, or the years do not ascend
     */
    public static Years parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher span = SPAN.matcher(part.strip());
            boolean known = span.matches() && (span.group(1) != null || span.group(3) != null);
            if (!known || (span.group(2) == null && span.group(3) != null)) {
                throw new IllegalArgumentException("years are such as 1998-2001, 2007, 2023-, not '" + text + "'");
            }
            int first = span.group(1) == null ? Integer.MIN_VALUE : Integer.parseInt(span.group(1));
            int last = Integer.MAX_VALUE;
            if (span.group(3) != null) {
                last = Integer.parseInt(span.group(3));
            } else if (span.group(2) == null) {
                last = first;
            }
            spans.add(new Span(first, last));
        }
        return new Years(spans);
    }

    /** Whether the rule holds in a year. */
    public boolean contains(int year) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.first <= year && year <= span.last);
    }
}
