package counterfoil.node.stock;

import counterfoil.protocol.stock.StockOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What recent commands did, so that a repeat is answered like the first. Kept for a day, and at most about a thousand:
 * in generations of {@link #GENERATION}, so that an event copies one generation and not all.
 *
 * @param generations newest first
 */
record Recent(List<Map<String, Kept>> generations) {
    static final Recent NONE = new Recent(List.of());
    /** Most commands that are kept, to within a generation. */
    static final int MAX_COMMANDS = 1_000;

    private static final int GENERATION = 32;
    private static final Duration KEPT_FOR = Duration.ofHours(24);

    /** What a command did, the hash of what it asked, and when. */
    record Kept(@Nullable String bodyHash, StockOutcome outcome, Instant at) {}

    Recent {
        generations = List.copyOf(generations);
    }

    @Nullable
    Kept find(String commandId) {
        for (Map<String, Kept> generation : generations) {
            Kept kept = generation.get(commandId);
            if (kept != null) {
                return kept;
            }
        }
        return null;
    }

    /** These commands and one more; or another outcome for one of them. */
    Recent with(String commandId, Kept kept) {
        List<Map<String, Kept>> all = new ArrayList<>(generations);
        boolean full = all.isEmpty() || all.getFirst().size() >= GENERATION;
        Map<String, Kept> newest = new HashMap<>(full ? Map.of() : all.removeFirst());
        newest.put(commandId, kept);
        all.addFirst(newest);
        while (all.size() > 1
                && (all.size() * GENERATION > MAX_COMMANDS + GENERATION || isOver(all.getLast(), kept.at))) {
            all.removeLast();
        }
        return new Recent(all);
    }

    private static boolean isOver(Map<String, Kept> generation, Instant now) {
        Instant horizon = now.minus(KEPT_FOR);
        for (Kept kept : generation.values()) {
            if (!kept.at.isBefore(horizon)) {
                return false;
            }
        }
        return true;
    }
}
