package counterfoil.persistence.seal;

import java.util.List;

/**
 * What an export carries besides events and tiles, all of it as text that was signed or published before.
 *
 * @param head the signed head up to which the export is proven
 * @param keys vkeys of the log and its cosigners
 * @param earlierHeads signed heads of smaller size, at most {@link #MAX_HEADS}; each narrows down where a rewritten log
 *     departs
 * @param keyChanges signed notes of {@link KeyChange}
 */
public record ExportSeal(String head, List<String> keys, List<String> earlierHeads, List<String> keyChanges) {
    /** Most earlier heads in an export. */
    public static final int MAX_HEADS = 10_000;
    /** Most keys, and most key changes, in an export. */
    public static final int MAX_KEYS = 100;

    /** Refuses more than the limits. */
    public ExportSeal {
        keys = List.copyOf(keys);
        earlierHeads = List.copyOf(earlierHeads);
        keyChanges = List.copyOf(keyChanges);
        if (earlierHeads.size() > MAX_HEADS) {
            throw SealProblem.malformed("an export holds at most 10,000 earlier heads, not " + earlierHeads.size());
        }
        if (keys.size() > MAX_KEYS || keyChanges.size() > MAX_KEYS) {
            throw SealProblem.malformed("an export holds at most 100 keys and 100 key changes");
        }
    }

    /** A head and the keys that signed it, nothing more. */
    public static ExportSeal of(String head, List<String> keys) {
        return new ExportSeal(head, keys, List.of(), List.of());
    }
}
