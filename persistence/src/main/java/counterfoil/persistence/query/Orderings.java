package counterfoil.persistence.query;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A set of journal rows by their own numbers, as ranges. It tells which events of a log stood in an earlier one: a new
 * log seals the whole journal anew, in another order.
 */
public final class Orderings {
    /** No rows. */
    public static final Orderings NONE = new Orderings(new TreeMap<>());

    /** The last number of each range by its first; ranges neither overlap nor touch. */
    private final NavigableMap<Long, Long> ranges;

    private Orderings(NavigableMap<Long, Long> ranges) {
        this.ranges = ranges;
    }

    /** These rows and those from {@code first} to {@code last}. */
    public Orderings with(long first, long last) {
        NavigableMap<Long, Long> all = new TreeMap<>(ranges);
        add(all, first, last);
        return new Orderings(all);
    }

    /** The rows of both. */
    public Orderings and(Orderings other) {
        NavigableMap<Long, Long> all = new TreeMap<>(ranges);
        other.ranges.forEach((first, last) -> add(all, first, last));
        return new Orderings(all);
    }

    static void add(NavigableMap<Long, Long> ranges, long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = ranges.floorEntry(last + 1);
        while (before != null && before.getValue() >= first - 1) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            ranges.remove(before.getKey());
            before = ranges.floorEntry(last + 1);
        }
        ranges.put(from, to);
    }

    static Orderings of(NavigableMap<Long, Long> ranges) {
        return new Orderings(ranges);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether a row is one of them. */
    public boolean contains(long ordering) {
        Map.Entry<Long, Long> range = ranges.floorEntry(ordering);
        return range != null && range.getValue() >= ordering;
    }

    /** The first number from one on that is none of theirs. */
    public long firstOutside(long from) {
        Map.Entry<Long, Long> range = ranges.floorEntry(from);
        return range == null || range.getValue() < from ? from : range.getValue() + 1;
    }

    /** The highest number; empty when there are none. */
    public OptionalLong highest() {
        return ranges.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ranges.lastEntry().getValue());
    }
}
