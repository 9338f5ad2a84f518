package counterfoil.persistence.sealer;

import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.seal.Merkle;
import java.util.ArrayList;
import java.util.List;

/**
 * What one round adds to the log: runs of consecutive numbers, leaf hashes in rows that never cross a multiple of 256, and
 * the roots of subtrees that became complete.
 */
final class Appended {
    private static final int TILE = 256;

    private final Frontier frontier;
    private final List<Run> runs = new ArrayList<>();
    private final List<Leaves> leaves = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<byte[]> open = new ArrayList<>();

    /** Appends behind a frontier, which it moves on. */
    Appended(Frontier frontier) {
        this.frontier = frontier;
    }

    /** Consecutive positions that hold consecutive numbers of the journal. */
    record Run(long firstPosition, long firstOrdering, int length) {}

    /** Leaf hashes of consecutive positions, 32 bytes each. */
    record Leaves(long firstPosition, byte[] hashes) {}

    /** The root of a complete subtree. */
    record Node(int level, long index, byte[] hash) {}

    void append(long ordering, byte[] leafHash) {
        long position = frontier.size();
        frontier.append(leafHash, (level, index, hash) -> nodes.add(new Node(level, index, hash)));
        extendRun(position, ordering);
        open.add(leafHash);
        if (frontier.size() % TILE == 0) {
            closeLeaves();
        }
    }

    private void extendRun(long position, long ordering) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last != null && last.firstOrdering() + last.length() == ordering) {
            runs.set(runs.size() - 1, new Run(last.firstPosition(), last.firstOrdering(), last.length() + 1));
        } else {
            runs.add(new Run(position, ordering, 1));
        }
    }

    private void closeLeaves() {
        if (!open.isEmpty()) {
            byte[] hashes = new byte[open.size() * Merkle.HASH_LENGTH];
            for (int i = 0; i < open.size(); i++) {
                System.arraycopy(open.get(i), 0, hashes, i * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
            }
            leaves.add(new Leaves(frontier.size() - open.size(), hashes));
            open.clear();
        }
    }

    List<Run> runs() {
        return runs;
    }

    /** The rows of leaf hashes; to be asked once, after the last leaf. */
    List<Leaves> leaves() {
        closeLeaves();
        return leaves;
    }

    List<Node> nodes() {
        return nodes;
    }

    Frontier frontier() {
        return frontier;
    }
}
