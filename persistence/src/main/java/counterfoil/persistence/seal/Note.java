package counterfoil.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * A text and the signatures under it: C2SP signed-note. A note is a text that ends with a newline, an empty line, and one
 * line per signature: em dash, name of the key, Base64 of the key id and the signature.
 *
 * @param text with its last newline
 * @param signatures at most {@link #MAX_SIGNATURES}
 */
record Note(String text, List<Line> signatures) {
    static final int MAX_LENGTH = 65_536;
    static final int MAX_SIGNATURES = 64;

    private static final String DASH = "— ";
    private static final int ID_LENGTH = 4;
    private static final int COSIGNATURE_LENGTH = Long.BYTES + Ed25519.SIGNATURE_LENGTH;

    /** A line of a signature as it stands; whose it is says the key, not the line. */
    record Line(String name, byte[] id, byte[] signature) {}

    /** A signature that was checked. */
    record Verified(VerifierKey key, OptionalLong seconds) {}

    Note {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a note without checking any signature.
     *
     * @throws SealProblem if it is malformed or too large
     */
    static Note parse(String note) {
        if (note.length() > MAX_LENGTH) {
            throw SealProblem.malformed("a note has at most 65,536 characters, not " + note.length());
        }
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw SealProblem.malformed("a note holds no control character but the newline");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw SealProblem.malformed("a note is a text, an empty line and at least one signature line");
        }
        String[] lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) {
            throw SealProblem.malformed("a note has at most 64 signatures, not " + lines.length);
        }
        return new Note(
                note.substring(0, split + 1),
                Arrays.stream(lines).map(Note::line).toList());
    }

    /** A signature line with its newline. */
    static String line(VerifierKey key, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(ID_LENGTH + signature.length)
                .put(key.id())
                .put(signature)
                .array();
        return DASH + key.name() + " " + Texts.base64(bytes) + "\n";
    }

    private static Line line(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(DASH) || !VerifierKey.isName(parts[1])) {
            throw SealProblem.malformed("a signature line is em dash, name and signature: " + Texts.shown(line));
        }
        byte[] bytes = Texts.base64("a signature", parts[2]);
        if (bytes.length <= ID_LENGTH) {
            throw SealProblem.malformed("a signature line without a signature: " + Texts.shown(line));
        }
        return new Line(parts[1], Arrays.copyOf(bytes, ID_LENGTH), Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length));
    }

    /**
     * Checks every signature that names one of the keys; those of other keys are passed over.
     *
     * @return what was checked, perhaps nothing, in the order of the lines
     * @throws SealProblem if a signature names one of the keys and is not its
     */
    List<Verified> verify(Collection<VerifierKey> keys) {
        List<Verified> verified = new ArrayList<>();
        for (Line line : signatures) {
            for (VerifierKey key : keys) {
                if (key.name().equals(line.name) && Arrays.equals(key.id(), line.id)) {
                    verified.add(check(line, key));
                }
            }
        }
        return verified;
    }

    private Verified check(Line line, VerifierKey key) {
        return switch (key.algorithm()) {
            case ED25519 -> {
                require(key.isSigned(text.getBytes(StandardCharsets.UTF_8), line.signature), key);
                yield new Verified(key, OptionalLong.empty());
            }
            case COSIGNATURE -> {
                require(line.signature.length == COSIGNATURE_LENGTH, key);
                ByteBuffer bytes = ByteBuffer.wrap(line.signature);
                long seconds = bytes.getLong();
                byte[] signature = Arrays.copyOfRange(line.signature, Long.BYTES, line.signature.length);
                require(seconds >= 0 && key.isSigned(CosignerKey.message(seconds, text), signature), key);
                yield new Verified(key, OptionalLong.of(seconds));
            }
        };
    }

    private static void require(boolean isSigned, VerifierKey key) {
        if (!isSigned) {
            String message = "the signature of " + key.name() + "+" + key.idHex() + " is not one of that key";
            throw new SealProblem(SealProblem.Kind.BAD_SIGNATURE, message);
        }
    }
}
