package counterfoil.chaos;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a round came to. */
record Result(
        String name,
        List<Operation> operations,
        List<History.Mark> marks,
        Map<String, List<Entry>> journal,
        Verdict verdict) {
    private static final int SHOWN_ATTEMPTS = 12;
    private static final long SLOW_NANOS = 1_000_000_000;

    /** Operations that began in a span of time. */
    Stream<Operation> between(long from, long to) {
        return operations.stream().filter(operation -> operation.invoked() >= from && operation.invoked() < to);
    }

    long writes(Outcome outcome) {
        return operations.stream()
                .filter(operation -> operation instanceof Append && operation.outcome() == outcome)
                .count();
    }

    long reads(Outcome outcome) {
        return operations.stream()
                .filter(operation -> operation instanceof Read && operation.outcome() == outcome)
                .count();
    }

    /**
     * Entities that came back elsewhere, or anew, in a span of time: the incarnation that wrote their first row after it is
     * not the one that wrote their last row before.
     */
    Set<String> moved(long from) {
        Set<String> moved = new HashSet<>();
        Map<Integer, Long> begun = new java.util.HashMap<>();
        operations.forEach(operation -> begun.put(operation.number(), operation.invoked()));
        journal.forEach((entity, entries) -> {
            String before = "";
            for (Entry entry : entries) {
                if (begun.getOrDefault(entry.number(), 0L) < from) {
                    before = entry.writer();
                } else if (!entry.writer().equals(before)) {
                    moved.add(entity);
                    break;
                } else {
                    break;
                }
            }
        });
        return moved;
    }

    /** The last instant, from a fault on, at which an operation ended that had waited for more than a second. */
    long lastStall(long from, Predicate<String> entities) {
        return operations.stream()
                .filter(operation -> operation.returned() >= from && entities.test(operation.entity()))
                .filter(operation -> operation.nanos() > SLOW_NANOS || !operation.isOk())
                .mapToLong(Operation::returned)
                .max()
                .orElse(from);
    }

    /** The longest operation, what had been done to the system before it, and its requests: where to begin to look. */
    String slowest() {
        Operation slowest = operations.stream()
                .max(java.util.Comparator.comparingLong(Operation::nanos))
                .orElseThrow();
        String before = marks.stream()
                .filter(mark -> mark.at() <= slowest.returned())
                .map(mark -> (mark.at() - slowest.invoked()) / 1_000_000 + " ms " + mark.what())
                .collect(java.util.stream.Collectors.joining(", "));
        StringBuilder text = new StringBuilder("slowest: " + slowest.getClass().getSimpleName() + " " + slowest.number()
                + ", " + slowest.nanos() / 1_000_000 + " ms, beside it " + before);
        int shown = Math.min(SHOWN_ATTEMPTS, slowest.attempts().size());
        for (Attempt attempt : slowest.attempts()
                .subList(slowest.attempts().size() - shown, slowest.attempts().size())) {
            text.append("\n    ")
                    .append((attempt.begun() - slowest.invoked()) / 1_000_000)
                    .append(" to ")
                    .append((attempt.ended() - slowest.invoked()) / 1_000_000)
                    .append(" ms ")
                    .append(attempt.node())
                    .append(' ')
                    .append(attempt.status())
                    .append(' ')
                    .append(attempt.code());
        }
        return text.toString();
    }

    /** The longest operation, in milliseconds. */
    static long longestMillis(Stream<Operation> operations) {
        return operations.mapToLong(Operation::nanos).max().orElse(0) / 1_000_000;
    }

    /** A percentile of the time operations took, in milliseconds. */
    static long percentileMillis(Stream<Operation> operations, double percentile) {
        long[] sorted = operations.mapToLong(Operation::nanos).sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(percentile / 100 * sorted.length))] / 1_000_000;
    }

    /** One line of the table that a run prints. */
    String line(String others) {
        return String.format(
                Locale.ROOT,
                "%-34s %7d %5d %5d %7d %5d %5d %5d %6d %8d  %s",
                name,
                writes(Outcome.OK),
                writes(Outcome.UNKNOWN),
                writes(Outcome.FAILED),
                reads(Outcome.OK),
                reads(Outcome.FAILED),
                verdict.count(Rule.LOST),
                verdict.count(Rule.TWICE),
                verdict.total(),
                longestMillis(operations.stream()),
                others);
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "%-34s %7s %5s %5s %7s %5s %5s %5s %6s %8s  %s",
                "fault",
                "w.ok",
                "unkn",
                "fail",
                "r.ok",
                "fail",
                "lost",
                "twice",
                "broken",
                "stall ms",
                "others");
    }
}
