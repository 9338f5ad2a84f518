package counterfoil.persistence.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A note by which a key of the log vouches for another key, its successor or a new cosigner: four lines, signed by the old key
 * and, to show that somebody holds it, by the new one.
 *
 * <pre>
 * counterfoil key change v1
 * origin of the log
 * vkey of the old key
 * vkey of the new key
 * </pre>
 *
 * <p>It helps where the old key is still in good hands. After a theft a note proves nothing: then the new vkey must reach
 * auditors by another way.
 *
 * @param from the old key; its name is the log's origin
 * @param to the new key; if it signs for the log, of the same name
 */
public record KeyChange(VerifierKey from, VerifierKey to) {
    private static final String FIRST_LINE = "counterfoil key change v1";

    /** Refuses a change from a cosigner, to another log, and to the same key. */
    public KeyChange {
        boolean isOfLog = !isLogKey(to) || from.name().equals(to.name());
        if (!isLogKey(from) || !isOfLog || from.equals(to)) {
            throw new IllegalArgumentException("no key of a log vouches like this: " + from + " for " + to);
        }
    }

    /**
     * The signed note.
     *
     * @param at when it is signed; only a cosigner's signature carries it
     */
    public static String sign(LogKey from, NoteSigner to, Instant at) {
        String text = new KeyChange(from.verifier(), to.verifier()).text();
        return text + "\n" + from.sign(text, at) + to.sign(text, at);
    }

    /**
     * Reads a note and checks both signatures; whether the old key is to be trusted is the caller's question.
     *
     * @throws SealProblem that says what is wrong
     */
    public static KeyChange open(String note) {
        Note parsed = Note.parse(note);
        String[] lines = parsed.text().split("\n", -1);
        if (lines.length != 5 || !lines[0].equals(FIRST_LINE) || !lines[4].isEmpty()) {
            throw SealProblem.malformed("a key change has four lines and begins with " + FIRST_LINE);
        }
        KeyChange change;
        try {
            change = new KeyChange(VerifierKey.parse(lines[2]), VerifierKey.parse(lines[3]));
        } catch (IllegalArgumentException e) {
            throw SealProblem.malformed(String.valueOf(e.getMessage()));
        }
        if (!change.text().equals(parsed.text())) {
            throw SealProblem.malformed("the keys of a key change are not those of the log it names");
        }
        List<VerifierKey> signers = parsed.verify(List.of(change.from, change.to)).stream()
                .map(Note.Verified::key)
                .toList();
        if (!signers.containsAll(List.of(change.from, change.to))) {
            throw new SealProblem(
                    SealProblem.Kind.UNKNOWN_KEY, "the key change to " + change.to + " is not signed by both its keys");
        }
        return change;
    }

    /** The trusted keys and all to which they lead by changes, in any number of steps. */
    public static Set<VerifierKey> follow(Collection<KeyChange> changes, Collection<VerifierKey> trusted) {
        Set<VerifierKey> reached = new LinkedHashSet<>(trusted);
        List<KeyChange> open = new ArrayList<>(changes);
        boolean isLonger = true;
        while (isLonger) {
            List<KeyChange> next = open.stream()
                    .filter(change -> reached.contains(change.from))
                    .toList();
            open.removeAll(next);
            next.forEach(change -> reached.add(change.to));
            isLonger = !next.isEmpty();
        }
        return reached;
    }

    private String text() {
        return FIRST_LINE + "\n" + from.name() + "\n" + from.text() + "\n" + to.text() + "\n";
    }

    private static boolean isLogKey(VerifierKey key) {
        return key.algorithm() == VerifierKey.Algorithm.ED25519;
    }
}
