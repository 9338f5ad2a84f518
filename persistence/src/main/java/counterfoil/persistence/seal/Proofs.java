package counterfoil.persistence.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inclusion and consistency proofs: made as RFC 9162 sections 2.1.3.1 and 2.1.4.1 define them, from tiles; checked by the
 * algorithms of 2.1.3.2 and 2.1.4.2, from nothing but the proof.
 *
 * <p>Notation of the RFC: MTH(D[a:b]) is the root over the leaves a to b - 1. Every such range that occurs begins at a
 * multiple of a power of two not smaller than its length; it falls apart into complete subtrees, and a complete subtree of
 * 2^h leaves lies inside one tile of level h / 8.
 */
public final class Proofs {
    private static final int TILE_HEIGHT = 8;
    private static final int MAX_PROOF = 63;

    private Proofs() {}

    /**
     * The hashes that lead from a leaf to the root, the leaf's sibling first.
     *
     * @param source holds the log up to {@code size} at least; is asked for each tile once, at most 256 hashes at a time
     * @param position of the leaf, 0 to size - 1
     * @param size of the tree, at least 1
     */
    public static List<byte[]> inclusion(HashSource source, long position, long size) {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("a log of " + size + " has no position " + position);
        }
        Ranges ranges = new Ranges(source, size);
        List<byte[]> fromTheTop = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (position < middle) {
                fromTheTop.add(ranges.root(middle, end));
                end = middle;
            } else {
                fromTheTop.add(ranges.root(begin, middle));
                begin = middle;
            }
        }
        return fromTheTop.reversed();
    }

    /**
     * The hashes that show that the tree of {@code from} leaves is the beginning of that of {@code to} leaves.
     *
     * @param source holds the log up to {@code to} at least
     * @param from 0 to {@code to}; every tree goes on from that without leaves, and that proof is empty
     */
    public static List<byte[]> consistency(HashSource source, long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a log of " + to + " does not go on from one of " + from);
        }
        if (from == 0 || from == to) {
            return List.of();
        }
        Ranges ranges = new Ranges(source, to);
        List<byte[]> fromTheTop = new ArrayList<>();
        long begin = 0;
        long end = to;
        while (from != end) {
            long middle = begin + split(end - begin);
            if (from <= middle) {
                fromTheTop.add(ranges.root(middle, end));
                end = middle;
            } else {
                fromTheTop.add(ranges.root(begin, middle));
                begin = middle;
            }
        }
        if (begin > 0) {
            // The range is not the whole old tree, so the verifier does not know its root.
            fromTheTop.add(ranges.root(begin, end));
        }
        return fromTheTop.reversed();
    }

    /** The root over the first {@code size} leaves; that without leaves is the hash of nothing. */
    public static byte[] root(HashSource source, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative size: " + size);
        }
        return size == 0 ? Merkle.emptyRoot() : new Ranges(source, size).root(0, size);
    }

    /**
     * Whether a leaf stands at a position of the tree with this root (RFC 9162 section 2.1.3.2). Anything that is no proof
     * is answered with false.
     */
    public static boolean verifyInclusion(byte[] leafHash, long position, long size, List<byte[]> proof, byte[] root) {
        if (position < 0 || position >= size || !areHashes(proof) || !isHash(leafHash) || !isHash(root)) {
            return false;
        }
        long fn = position;
        long sn = size - 1;
        byte[] hash = leafHash;
        for (byte[] p : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Merkle.nodeHash(p, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                hash = Merkle.nodeHash(hash, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Arrays.equals(hash, root);
    }

    /**
     * Whether the tree of {@code from} leaves is the beginning of that of {@code to} leaves (RFC 9162 section 2.1.4.2).
     * Anything that is no proof is answered with false. From size 0 everything goes on, by an empty proof.
     */
    public static boolean verifyConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to || !areHashes(proof) || !isHash(fromRoot) || !isHash(toRoot)) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(fromRoot, toRoot);
        }
        if (from == 0) {
            return proof.isEmpty() && Arrays.equals(fromRoot, Merkle.emptyRoot());
        }
        return leads(from, fromRoot, to, toRoot, proof);
    }

    private static boolean leads(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            path.addFirst(fromRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        int shift = Long.numberOfTrailingZeros(from);
        long fn = (from - 1) >>> shift;
        long sn = (to - 1) >>> shift;
        byte[] fr = path.getFirst();
        byte[] sr = path.getFirst();
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Merkle.nodeHash(c, fr);
                sr = Merkle.nodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = Merkle.nodeHash(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Arrays.equals(fr, fromRoot) && Arrays.equals(sr, toRoot);
    }

    private static boolean areHashes(List<byte[]> proof) {
        return proof.size() <= MAX_PROOF && proof.stream().allMatch(Proofs::isHash);
    }

    private static boolean isHash(byte[] bytes) {
        return bytes.length == Merkle.HASH_LENGTH;
    }

    /** The largest power of two smaller than n, which is at least 2: where a tree of n leaves is split. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The root over whole tile hashes, or any complete subtree: {@code count} is a power of two. */
    static byte[] fold(byte[] hashes, int first, int count) {
        if (count == 1) {
            int at = first * Merkle.HASH_LENGTH;
            return Arrays.copyOfRange(hashes, at, at + Merkle.HASH_LENGTH);
        }
        int half = count / 2;
        return Merkle.nodeHash(fold(hashes, first, half), fold(hashes, first + half, half));
    }

    /** Roots of ranges, from tiles that are read once. */
    private static final class Ranges {
        private final HashSource source;
        private final long size;
        private final Map<Tile, byte[]> tiles = new HashMap<>();

        Ranges(HashSource source, long size) {
            this.source = source;
            this.size = size;
        }

        /** MTH(D[begin:end]). */
        byte[] root(long begin, long end) {
            long length = end - begin;
            if (Long.bitCount(length) == 1) {
                return complete(begin, Long.numberOfTrailingZeros(length));
            }
            long middle = begin + split(length);
            return Merkle.nodeHash(root(begin, middle), root(middle, end));
        }

        private byte[] complete(long begin, int height) {
            int level = height / TILE_HEIGHT;
            int count = 1 << (height % TILE_HEIGHT);
            long first = begin >>> (TILE_HEIGHT * level);
            Tile tile = Tile.of(level, first >>> TILE_HEIGHT, size);
            return fold(tiles.computeIfAbsent(tile, this::read), (int) (first - tile.first()), count);
        }

        private byte[] read(Tile tile) {
            byte[] hashes = source.read(tile.level(), tile.first(), tile.width());
            if (hashes.length != tile.width() * Merkle.HASH_LENGTH) {
                throw new IllegalStateException(tile.path() + " has " + hashes.length + " bytes");
            }
            return hashes;
        }
    }
}
