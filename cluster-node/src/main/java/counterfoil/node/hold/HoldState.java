package counterfoil.node.hold;

import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldEvent;
import counterfoil.protocol.hold.HoldEvent.HoldPlaced;
import counterfoil.protocol.hold.HoldEvent.HoldReleased;
import counterfoil.protocol.hold.HoldEvent.ReleaseAsked;
import counterfoil.protocol.hold.HoldView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register: all holds in force, and the newest of those that are over.
 *
 * @param holds in the order in which they were placed
 * @param lastRecorded when the last event was recorded
 */
record HoldState(List<Hold> holds, Instant lastRecorded) {
    static final HoldState EMPTY = new HoldState(List.of(), Instant.EPOCH);

    /** Most holds that are remembered after their release, so that a repeat is answered like the first. */
    static final int MAX_OVER = 1_000;

    HoldState {
        holds = List.copyOf(holds);
    }

    /** The state after an event. */
    HoldState apply(HoldEvent event) {
        List<Hold> next = new ArrayList<>(holds);
        switch (event) {
            case HoldPlaced placed -> next.add(new Hold(placed.holdId(), placed.scope(), placed.cause(), null, null));
            case ReleaseAsked asked ->
                next.replaceAll(hold -> hold.holdId().equals(asked.holdId())
                        ? new Hold(hold.holdId(), hold.scope(), hold.placed(), asked.cause(), null)
                        : hold);
            case HoldReleased released ->
                next.replaceAll(hold -> hold.holdId().equals(released.holdId())
                        ? new Hold(hold.holdId(), hold.scope(), hold.placed(), hold.releaseAsked(), released.cause())
                        : hold);
        }
        if (next.stream().filter(hold -> !hold.isInForce()).count() > MAX_OVER) {
            next.remove(
                    next.stream().filter(hold -> !hold.isInForce()).findFirst().orElseThrow());
        }
        return new HoldState(next, event.cause().recordedAt());
    }

    /** A hold by its id; null when there is none, or it was over long ago. */
    @Nullable
    Hold find(String holdId) {
        return holds.stream()
                .filter(hold -> hold.holdId().equals(holdId))
                .findFirst()
                .orElse(null);
    }

    /** How many holds are in force. */
    int inForce() {
        return Math.toIntExact(holds.stream().filter(Hold::isInForce).count());
    }

    /** A part of the list. */
    HoldView.Page page(int after, int limit, boolean onlyInForce) {
        List<Hold> wanted = holds.stream()
                .filter(hold -> !onlyInForce || hold.isInForce())
                .skip(after)
                .limit(limit + 1L)
                .toList();
        boolean more = wanted.size() > limit;
        return new HoldView.Page(
                wanted.subList(0, Math.min(limit, wanted.size())), more ? after + limit : null, inForce());
    }

    /** Ids of the holds in force that cover an entity. */
    List<String> covering(String persistenceId) {
        return holds.stream()
                .filter(hold -> hold.isInForce() && hold.scope().covers(persistenceId))
                .limit(HoldView.MAX_PAGE)
                .map(Hold::holdId)
                .toList();
    }
}
