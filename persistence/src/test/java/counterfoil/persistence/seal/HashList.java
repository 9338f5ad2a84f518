package counterfoil.persistence.seal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, every tile level of it, built by plain recursion over the definition in RFC 9162 section 2.1.1. */
final class HashList implements HashSource {
    private final List<List<byte[]>> levels = new ArrayList<>();
    private int reads;

    HashList(List<byte[]> leafHashes) {
        levels.add(List.copyOf(leafHashes));
        while (levels.getLast().size() >= 256) {
            List<byte[]> below = levels.getLast();
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i + 256 <= below.size(); i += 256) {
                above.add(naiveRoot(below.subList(i, i + 256)));
            }
            levels.add(above);
        }
    }

    @Override
    public byte[] read(int level, long first, int count) {
        if (count < 1 || count > 256 || first / 256 != (first + count - 1) / 256) {
            throw new IllegalStateException("no read of one tile: " + first + " " + count);
        }
        reads++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        levels.get(level).subList((int) first, (int) first + count).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    int reads() {
        return reads;
    }

    List<byte[]> leaves() {
        return levels.getFirst();
    }

    byte[] root(int size) {
        return naiveRoot(leaves().subList(0, size));
    }

    /** MTH of hashes that are leaves already. */
    static byte[] naiveRoot(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return Merkle.emptyRoot();
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int k = split(hashes.size());
        return Merkle.nodeHash(naiveRoot(hashes.subList(0, k)), naiveRoot(hashes.subList(k, hashes.size())));
    }

    /** PATH(m, D[n]) of section 2.1.3.1. */
    static List<byte[]> naivePath(int m, List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return List.of();
        }
        int k = split(hashes.size());
        List<byte[]> left = hashes.subList(0, k);
        List<byte[]> right = hashes.subList(k, hashes.size());
        List<byte[]> path = new ArrayList<>(m < k ? naivePath(m, left) : naivePath(m - k, right));
        path.add(naiveRoot(m < k ? right : left));
        return path;
    }

    /** PROOF(m, D[n]) of section 2.1.4.1. */
    static List<byte[]> naiveProof(int m, List<byte[]> hashes) {
        return naiveSubproof(m, hashes, true);
    }

    private static List<byte[]> naiveSubproof(int m, List<byte[]> hashes, boolean known) {
        if (m == hashes.size()) {
            return known ? List.of() : List.of(naiveRoot(hashes));
        }
        int k = split(hashes.size());
        List<byte[]> left = hashes.subList(0, k);
        List<byte[]> right = hashes.subList(k, hashes.size());
        List<byte[]> proof =
                new ArrayList<>(m <= k ? naiveSubproof(m, left, known) : naiveSubproof(m - k, right, false));
        proof.add(naiveRoot(m <= k ? right : left));
        return proof;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
