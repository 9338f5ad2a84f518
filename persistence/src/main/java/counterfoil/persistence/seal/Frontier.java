package counterfoil.persistence.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the complete subtrees that make up its size, one per bit that is set, the
 * largest first. It is all that appending a leaf and computing the root need. Not thread-safe.
 */
public final class Frontier {
    private static final int TILE_HEIGHT = 8;

    private final List<byte[]> roots;
    private long size;

    private Frontier(long size, List<byte[]> roots) {
        this.size = size;
        this.roots = roots;
    }

    /** Is told of each subtree of 256^level leaves, level at least 1, when its last leaf was appended. */
    @FunctionalInterface
    public interface Completed {
        /** The subtree is the {@code index}-th of its level, counted from 0. */
        void subtree(int level, long index, byte[] hash);
    }

    /** The edge of a tree without leaves. */
    public static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /**
     * The edge of a tree that was kept.
     *
     * @param size leaves of the tree, not negative
     * @param bytes what {@link #toBytes} gave
     * @throws IllegalArgumentException if the two do not fit
     */
    public static Frontier of(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Long.bitCount(size) * Merkle.HASH_LENGTH) {
            throw new IllegalArgumentException("an edge of " + bytes.length + " bytes does not fit size " + size);
        }
        List<byte[]> roots = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Merkle.HASH_LENGTH) {
            roots.add(Arrays.copyOfRange(bytes, at, at + Merkle.HASH_LENGTH));
        }
        return new Frontier(size, roots);
    }

    /** Appends a leaf by its hash. */
    public void append(byte[] leafHash, Completed completed) {
        byte[] hash = leafHash;
        size++;
        for (int height = 1; height <= Long.numberOfTrailingZeros(size); height++) {
            hash = Merkle.nodeHash(roots.removeLast(), hash);
            if (height % TILE_HEIGHT == 0) {
                completed.subtree(height / TILE_HEIGHT, (size >>> height) - 1, hash);
            }
        }
        roots.add(hash);
    }

    /** Leaves so far. */
    public long size() {
        return size;
    }

    /** The root of the tree so far. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return Merkle.emptyRoot();
        }
        byte[] root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = Merkle.nodeHash(roots.get(i), root);
        }
        return root;
    }

    /** The roots one after another, for {@link #of}. */
    public byte[] toBytes() {
        byte[] bytes = new byte[roots.size() * Merkle.HASH_LENGTH];
        for (int i = 0; i < roots.size(); i++) {
            System.arraycopy(roots.get(i), 0, bytes, i * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
        }
        return bytes;
    }
}
