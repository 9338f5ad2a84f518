package counterfoil.persistence.seal;

import java.util.Arrays;

/**
 * A head of the log before it is signed: its size and the root over that many leaves. The text is that of C2SP
 * tlog-checkpoint, three lines, each with a newline: origin, size, root in Base64. Extension lines are refused, because the
 * logs of this product write none.
 *
 * @param origin name of the log, not empty, at most {@link #MAX_ORIGIN} characters, none of them a control character
 * @param size number of leaves, not negative
 * @param root of the tree, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
    /** Most characters of an origin. */
    public static final int MAX_ORIGIN = 255;

    /** Refuses what cannot be written. */
    public Checkpoint {
        if (origin.isEmpty() || origin.length() > MAX_ORIGIN || Texts.hasControls(origin)) {
            throw new IllegalArgumentException("an origin is one line of 1 to 255 characters: " + Texts.shown(origin));
        }
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative size: " + size);
        }
        if (root.length != Merkle.HASH_LENGTH) {
            throw new IllegalArgumentException("a root has 32 bytes, not " + root.length);
        }
        root = root.clone();
    }

    /** The root, a copy. */
    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed. */
    public String body() {
        return origin + "\n" + size + "\n" + Texts.base64(root) + "\n";
    }

    /**
     * Reads a text that {@link #body} wrote.
     *
     * @throws SealProblem if it is anything else
     */
    public static Checkpoint parse(String body) {
        String[] lines = body.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw SealProblem.malformed("a checkpoint has the three lines origin, size and root");
        }
        if (lines[0].isEmpty() || lines[0].length() > MAX_ORIGIN || Texts.hasControls(lines[0])) {
            throw SealProblem.malformed("the origin of a checkpoint is one line of 1 to 255 characters");
        }
        long size = Texts.number("the size of a checkpoint", lines[1]);
        return new Checkpoint(lines[0], size, Texts.hash("the root of a checkpoint", lines[2]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return origin + " " + size + " " + Texts.base64(root);
    }
}
