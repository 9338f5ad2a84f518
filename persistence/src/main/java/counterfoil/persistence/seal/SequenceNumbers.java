package counterfoil.persistence.seal;

/**
 * The last sequence number of each entity, by a hash of its persistence id of 128 bits. A table with open addressing, 24 bytes a
 * slot, at most two thirds full: a million entities take 50 MB, and 100 MB more for a moment while it grows. Not thread-safe.
 */
final class SequenceNumbers {
    /** Most entities. */
    static final int MAX_ENTITIES = 4_000_000;

    private static final int SLOT = 3;

    private long[] slots = new long[SLOT * 1024];
    private int entities;

    /**
     * Notes the number of an event.
     *
     * @param high first half of the hash of the persistence id
     * @param low second half
     * @param sequenceNumber at least 1
     * @return the number noted before, 0 if there was none
     * @throws CannotCheck at one entity too many
     */
    long put(long high, long low, long sequenceNumber) {
        if (3L * entities >= 2L * (slots.length / SLOT)) {
            grow();
        }
        int slot = find(slots, high, low);
        long before = slots[slot + 2];
        if (before == 0) {
            if (entities == MAX_ENTITIES) {
                throw new CannotCheck("the export holds more than " + MAX_ENTITIES + " entities; export it in ranges");
            }
            entities++;
            slots[slot] = high;
            slots[slot + 1] = low;
        }
        slots[slot + 2] = sequenceNumber;
        return before;
    }

    /** How many entities there are. */
    int entities() {
        return entities;
    }

    /** The slot of the hash, or the free one where it belongs. */
    private static int find(long[] slots, long high, long low) {
        int count = slots.length / SLOT;
        int at = Math.floorMod(high, count);
        while (slots[at * SLOT + 2] != 0 && (slots[at * SLOT] != high || slots[at * SLOT + 1] != low)) {
            at = at + 1 == count ? 0 : at + 1;
        }
        return at * SLOT;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (int i = 0; i < slots.length; i += SLOT) {
            if (slots[i + 2] != 0) {
                System.arraycopy(slots, i, larger, find(larger, slots[i], slots[i + 1]), SLOT);
            }
        }
        slots = larger;
    }
}
