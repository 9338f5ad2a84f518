package counterfoil.persistence.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The proof that one event stands in the log, as the text of C2SP tlog-proof. Its line {@code extra} carries the leaf data, so
 * that the file says of which event it speaks; who holds the payload compares its SHA-256 with that in the {@link Leaf}.
 *
 * @param position of the event in the log
 * @param leafData what {@link Leaf#data} gave
 * @param path what {@link Proofs#inclusion} gave for the size of the head
 * @param head the signed head as a note
 */
public record EventProof(long position, byte[] leafData, List<byte[]> path, String head) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final int MAX_LENGTH = 524_288;
    private static final int MAX_PATH = 63;

    /** Refuses what no log can have. */
    public EventProof {
        if (position < 0 || path.size() > MAX_PATH) {
            throw new IllegalArgumentException("no proof of position " + position + " has " + path.size() + " hashes");
        }
        leafData = leafData.clone();
        path = path.stream().map(byte[]::clone).toList();
    }

    /** Leaf data, a copy. */
    @Override
    public byte[] leafData() {
        return leafData.clone();
    }

    /** The text; files of it end in {@code .tlog-proof}. */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        text.append("extra ").append(Texts.base64(leafData)).append('\n');
        text.append("index ").append(position).append('\n');
        path.forEach(hash -> text.append(Texts.base64(hash)).append('\n'));
        return text.append('\n').append(head).toString();
    }

    /**
     * Reads the text without checking what it claims.
     *
     * @throws SealProblem if it is malformed, too long, or without leaf data
     */
    public static EventProof parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw SealProblem.malformed("a proof has at most 524,288 characters, not " + text.length());
        }
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw SealProblem.malformed("a proof is a path, an empty line and a signed head");
        }
        List<String> lines = List.of(text.substring(0, split).split("\n", -1));
        if (!lines.getFirst().equals(FIRST_LINE)) {
            throw SealProblem.malformed("a proof begins with " + FIRST_LINE);
        }
        if (lines.size() < 3 || lines.size() > 3 + MAX_PATH) {
            throw SealProblem.malformed("a proof has the lines extra and index and at most 63 hashes");
        }
        byte[] leafData = Texts.base64("the leaf in a proof", after("extra ", lines.get(1)));
        long position = Texts.number("the index in a proof", after("index ", lines.get(2)));
        List<byte[]> path = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            path.add(Texts.hash("a hash in a proof", line));
        }
        return new EventProof(position, leafData, path, text.substring(split + 2));
    }

    /**
     * Checks the proof.
     *
     * @param trusted keys of the log and its cosigners
     * @return the head in whose log the event stands
     * @throws SealProblem that says what does not hold
     */
    public SignedHead verify(Collection<VerifierKey> trusted) {
        SignedHead signed = SignedHead.open(head, trusted);
        Checkpoint checkpoint = signed.checkpoint();
        byte[] leafHash = Merkle.leafHash(leafData);
        if (!Proofs.verifyInclusion(leafHash, position, checkpoint.size(), path, checkpoint.root())) {
            throw new SealProblem(
                    SealProblem.Kind.NOT_IN_LOG,
                    "the event does not stand at position " + position + " of the log signed as " + checkpoint);
        }
        return signed;
    }

    /** The event of which it speaks, as far as the log seals it. */
    public Leaf leaf() {
        return Leaf.parse(leafData);
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw SealProblem.malformed("a line of a proof begins with '" + word + "', not " + Texts.shown(line));
        }
        return line.substring(word.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventProof that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(leafData);
    }
}
