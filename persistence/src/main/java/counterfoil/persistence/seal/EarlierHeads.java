package counterfoil.persistence.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a log goes on from heads that were signed before. The tiles are proven by then, so the root of every earlier size
 * can be computed and compared; no consistency proof is needed.
 */
final class EarlierHeads {
    private final List<Earlier> heads = new ArrayList<>();

    /** A head and where it came from, for a message. */
    private record Earlier(String from, Checkpoint checkpoint) {}

    void add(String from, Checkpoint checkpoint) {
        heads.add(new Earlier(from, checkpoint));
    }

    int count() {
        return heads.size();
    }

    /** The first fault when this log, with these tiles, is held against the heads. */
    Optional<Fault> compare(HashSource tiles, Checkpoint now) {
        for (Earlier head : heads) {
            Checkpoint then = head.checkpoint;
            if (!then.origin().equals(now.origin())) {
                return Optional.of(Fault.of(
                        Fault.Kind.HEAD_REFUSED,
                        head.from + " is of the log " + then.origin() + ", the export of " + now.origin()));
            }
            if (then.size() > now.size()) {
                return Optional.of(Fault.at(
                        now.size(),
                        Fault.Kind.LOG_SHORTER,
                        head.from + " has " + then.size() + " events, this log only " + now.size()));
            }
        }
        Optional<Earlier> other = heads.stream()
                .filter(head -> !isSame(head, tiles, now))
                .min(Comparator.comparingLong(head -> head.checkpoint.size()));
        return other.map(head -> {
            long first = sameUpTo(tiles, head.checkpoint.size());
            return Fault.at(
                    first,
                    Fault.Kind.LOG_REWRITTEN,
                    "the log does not go on from " + head.from + ": something differs in the positions " + first
                            + " to " + (head.checkpoint.size() - 1));
        });
    }

    /** The size of the largest head below {@code limit} from which the log goes on; 0 if there is none. */
    long sameUpTo(HashSource tiles, long limit) {
        return heads.stream()
                .map(Earlier::checkpoint)
                .filter(head -> head.size() < limit)
                .filter(head -> Arrays.equals(Proofs.root(tiles, head.size()), head.root()))
                .mapToLong(Checkpoint::size)
                .max()
                .orElse(0);
    }

    private static boolean isSame(Earlier head, HashSource tiles, Checkpoint now) {
        long size = head.checkpoint.size();
        byte[] root = size == now.size() ? now.root() : Proofs.root(tiles, size);
        return Arrays.equals(root, head.checkpoint.root());
    }
}
