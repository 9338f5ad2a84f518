package counterfoil.http;

import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests of this node wait for each entity. One that is slow, or that everybody asks for, may hold some of the
 * node's requests and never all of them: those for other entities find room.
 */
final class EntityPlaces {
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final int most;

    /** So many requests may wait for one entity. */
    EntityPlaces(int most) {
        this.most = most;
    }

    /** Takes a place; false when the entity has none left, and then none is to be given back. */
    boolean take(String entity) {
        int now = taken.merge(entity, 1, Integer::sum);
        if (now > most) {
            giveBack(entity);
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    void giveBack(String entity) {
        taken.computeIfPresent(entity, (key, count) -> count == 1 ? null : count - 1);
    }
}
