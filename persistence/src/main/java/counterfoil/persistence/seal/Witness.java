package counterfoil.persistence.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an auditor remembers of a log between two checks: the keys, and the newest head that was verified, as it was signed. It
 * is the auditor's own file; kept where nobody of the operator can write, it makes a log that was rewritten or cut off since
 * then visible, and holds the operator's signature as evidence.
 *
 * <pre>
 * counterfoil witness v1
 * key VKEY
 * key VKEY
 *
 * (the signed head)
 * </pre>
 *
 * @param keys that are trusted, of the log and its cosigners
 * @param head the newest that was verified
 */
record Witness(List<VerifierKey> keys, SignedHead head) {
    private static final String FIRST_LINE = "counterfoil witness v1";
    private static final String KEY = "key ";

    Witness {
        keys = List.copyOf(keys);
    }

    static Witness of(Collection<VerifierKey> keys, SignedHead head) {
        return new Witness(List.copyOf(keys), head);
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws CannotCheck if the file is damaged
     */
    static Optional<Witness> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(ExportReader.text(file)));
        } catch (SealProblem e) {
            throw new CannotCheck("the witness file " + file + " is damaged: " + e.getMessage());
        }
    }

    static Witness parse(String text) {
        int split = text.indexOf("\n\n");
        List<String> lines =
                split < 0 ? List.of() : List.of(text.substring(0, split).split("\n", -1));
        if (lines.size() < 2
                || lines.size() > 1 + ExportSeal.MAX_KEYS
                || !lines.getFirst().equals(FIRST_LINE)) {
            throw SealProblem.malformed("a witness file begins with '" + FIRST_LINE + "' and 1 to 100 keys");
        }
        List<VerifierKey> keys = lines.stream().skip(1).map(Witness::key).toList();
        return new Witness(keys, SignedHead.open(text.substring(split + 2), keys));
    }

    private static VerifierKey key(String line) {
        if (!line.startsWith(KEY)) {
            throw SealProblem.malformed("a line of a witness file begins with '" + KEY + "': " + Texts.shown(line));
        }
        return VerifierKey.parse(line.substring(KEY.length()));
    }

    String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        keys.forEach(key -> text.append(KEY).append(key.text()).append('\n'));
        return text.append('\n').append(head.note()).toString();
    }

    /** Replaces the file in one step, so that it always holds one whole head. */
    void write(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(whole.getParent(), "." + whole.getFileName() + ".", ".part");
        try {
            Files.write(part, text().getBytes(StandardCharsets.UTF_8));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
