package counterfoil.http.live;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what was told, for readers that each remember how far they are. One thread adds; any number read without
 * a lock and without disturbing it. What no longer fits, by number or by weight, is gone for those who did not read it in
 * time, and they can tell: that is why a slow reader costs nothing but its own place.
 *
 * @param <E> what is told
 */
final class Ring<E> {
    private final AtomicReferenceArray<@Nullable E> slots;
    private final int mask;
    private final long maxWeight;
    private final ToIntFunction<E> weigher;
    private long weight;
    private volatile long tail;
    private volatile long head;

    /**
     * An empty ring.
     *
     * @param capacity most elements, a power of two
     * @param maxWeight most weight of all elements together; one element is kept whatever it weighs
     */
    Ring(int capacity, long maxWeight, ToIntFunction<E> weigher) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a ring's capacity is a power of two: " + capacity);
        }
        this.slots = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    /** Adds an element; only ever one thread at a time. */
    void add(E element) {
        long index = head;
        weight += weigher.applyAsInt(element);
        while (index - tail > mask || (weight > maxWeight && tail < index)) {
            long oldest = tail;
            E gone = slots.get((int) (oldest & mask));
            // Readers look at the tail after they looked at the slot, so it moves before the slot changes.
            tail = oldest + 1;
            slots.set((int) (oldest & mask), null);
            weight -= gone == null ? 0 : weigher.applyAsInt(gone);
        }
        slots.set((int) (index & mask), element);
        head = index + 1;
    }

    /** Index that the next element will have. */
    long head() {
        return head;
    }

    /** Index of the oldest element that is still here. */
    long tail() {
        return tail;
    }

    /** The element at an index below the head; null when it is gone. */
    @Nullable
    E get(long index) {
        E element = slots.get((int) (index & mask));
        return tail > index ? null : element;
    }

    int capacity() {
        return mask + 1;
    }
}
