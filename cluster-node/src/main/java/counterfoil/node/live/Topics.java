package counterfoil.node.live;

import java.util.Collection;

/** Which topic an instrument is in: a hash of its id, the same in every JVM. */
final class Topics {
    /** Most topics: the wish of a node is one bit for each. */
    static final int MOST = 64;

    private Topics() {}

    /** The bit of an instrument's topic. */
    static long bitOf(String instrumentId, int topics) {
        return 1L << Math.floorMod(instrumentId.hashCode(), topics);
    }

    /** The bits of the topics of all these instruments. */
    static long bitsOf(Collection<String> instrumentIds, int topics) {
        long bits = 0;
        for (String id : instrumentIds) {
            bits |= bitOf(id, topics);
        }
        return bits;
    }
}
