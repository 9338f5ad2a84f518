package counterfoil.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the checker found: how often each rule was broken, and the first breaches of each. */
final class Verdict {
    private static final int SHOWN_PER_RULE = 20;

    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private final Map<Rule, List<String>> shown = new EnumMap<>(Rule.class);
    private long operations;

    void add(Rule rule, String evidence) {
        if (counts.merge(rule, 1, Integer::sum) <= SHOWN_PER_RULE) {
            shown.computeIfAbsent(rule, any -> new ArrayList<>()).add(evidence);
        }
    }

    void checked(long number) {
        operations += number;
    }

    /** How many operations were held against the rules. */
    long operations() {
        return operations;
    }

    int count(Rule rule) {
        return counts.getOrDefault(rule, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isClean() {
        return counts.isEmpty();
    }

    /** The broken rules; empty for a clean history. */
    Map<Rule, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    @Override
    public String toString() {
        if (isClean()) {
            return "clean, " + operations + " operations";
        }
        StringBuilder text = new StringBuilder(total() + " breaches in " + operations + " operations");
        shown.forEach((rule, evidence) -> {
            text.append("\n  (").append(rule.letter()).append(") ").append(rule.meaning());
            text.append(": ").append(count(rule));
            evidence.forEach(line -> text.append("\n      ").append(line));
        });
        return text.toString();
    }
}
