package counterfoil.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Places for so many at a time; who finds none is turned away, nobody waits. */
final class Room {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Room(int most) {
        this.most = most;
    }

    /** Takes a place; false when there is none, and then none is to be left. */
    boolean enter() {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    void leave() {
        taken.decrementAndGet();
    }
}
