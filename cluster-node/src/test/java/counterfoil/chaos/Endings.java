package counterfoil.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether every request ended within its deadline, with an outcome that is definite or explicitly unknown: a 2xx, or a 503
 * with a code and a {@code Retry-After}. A lost connection is an ending too, but silence is one only for a node that was
 * stopped or cut off.
 */
final class Endings {
    private static final long LATEST = Chaos.latest().toNanos();
    private static final int SHOWN = 20;

    private Endings() {}

    /** The requests that ended otherwise; at most twenty are told. */
    static List<String> faults(Result result, Set<String> silenced) {
        List<String> faults = new ArrayList<>();
        for (Operation operation : result.operations()) {
            for (Attempt attempt : operation.attempts()) {
                String fault = faultOf(attempt, silenced);
                if (!fault.isEmpty() && faults.size() < SHOWN) {
                    faults.add(fault + ": " + attempt + " of operation " + operation.number());
                }
            }
        }
        return faults;
    }

    private static String faultOf(Attempt attempt, Set<String> silenced) {
        if (!attempt.isAnswered()) {
            boolean silent = attempt.code().equals(Attempt.TIMED_OUT) && !silenced.contains(attempt.node());
            return silent ? "no answer within the deadline" : "";
        }
        if (attempt.nanos() > LATEST && !silenced.contains(attempt.node())) {
            return "an answer after the deadline";
        }
        if (attempt.isOk()) {
            return "";
        }
        if (attempt.status() != 503) {
            return "an answer that is neither 2xx nor 503";
        }
        if (!attempt.advice()) {
            return "a 503 without Retry-After";
        }
        return attempt.code().equals(Attempt.CODELESS) ? "a 503 without a code" : "";
    }
}
