package counterfoil.persistence.seal;

/**
 * Where the hashes of a log are read from, by tile level: level 0 are the leaves, level n the roots of complete subtrees of
 * 256^n leaves.
 */
@FunctionalInterface
public interface HashSource {
    /**
     * Reads consecutive hashes of one level, 32 bytes each.
     *
     * @param level tile level, from 0
     * @param first index of the first, from 0
     * @param count how many, 1 to 256
     * @throws IllegalStateException if the log does not hold them all
     */
    byte[] read(int level, long first, int count);
}
