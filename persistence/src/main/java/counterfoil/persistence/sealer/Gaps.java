package counterfoil.persistence.sealer;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the journal that were passed over because no row had them yet, as ranges that do not touch, each with the mark
 * of the {@link GapRule}. Not thread-safe; {@link #copy} before a round that may fail.
 */
final class Gaps {
    private final NavigableMap<Long, Gap> byFirst = new TreeMap<>();

    /**
     * Numbers first to last are missing.
     *
     * @param mark who may still fill them; null until the first look
     */
    record Gap(long first, long last, GapRule.@Nullable Mark mark) {
        /** Whether nobody who could fill it was left at the last look. */
        boolean isOver() {
            return mark != null && mark.isOver();
        }
    }

    /** The same gaps, changed apart from these. */
    Gaps copy() {
        Gaps copy = new Gaps();
        copy.byFirst.putAll(byFirst);
        return copy;
    }

    /** Notes that numbers first to last are missing; nothing when the range is empty. */
    void note(long first, long last) {
        if (first <= last) {
            byFirst.put(first, new Gap(first, last, null));
        }
    }

    /** Notes a range that is missing still, with the mark it had here if it is the same range or a part of it. */
    void noteAsIn(Gaps before, long first, long last) {
        var known = before.byFirst.floorEntry(first);
        boolean isPart = known != null && last <= known.getValue().last();
        if (first <= last) {
            byFirst.put(first, new Gap(first, last, isPart ? known.getValue().mark() : null));
        }
    }

    /** Takes out a number whose row has appeared. */
    void fill(long number) {
        var entry = byFirst.floorEntry(number);
        if (entry == null || number > entry.getValue().last()) {
            throw new IllegalStateException("number " + number + " was not missing");
        }
        Gap gap = entry.getValue();
        byFirst.remove(gap.first());
        if (gap.first() < number) {
            byFirst.put(gap.first(), new Gap(gap.first(), number - 1, gap.mark()));
        }
        if (number < gap.last()) {
            byFirst.put(number + 1, new Gap(number + 1, gap.last(), gap.mark()));
        }
    }

    /** Forgets the gaps that nobody was left to fill before the snapshot that still lacks them. */
    void bury() {
        byFirst.values().removeIf(Gap::isOver);
    }

    /** Narrows every mark by a later look; a gap without a mark gets this look as its first. */
    void narrow(GapRule.Mark now) {
        byFirst.replaceAll((first, gap) -> {
            GapRule.Mark mark = gap.mark();
            return new Gap(gap.first(), gap.last(), mark == null ? now : mark.narrowedBy(now));
        });
    }

    /** How many numbers are missing. */
    long count() {
        return byFirst.values().stream()
                .mapToLong(gap -> gap.last() - gap.first() + 1)
                .sum();
    }

    boolean isEmpty() {
        return byFirst.isEmpty();
    }

    /** The first missing number; the gaps must not be empty. */
    long first() {
        return byFirst.firstKey();
    }

    /** All gaps, the smallest numbers first. */
    List<Gap> all() {
        return new ArrayList<>(byFirst.values());
    }
}
