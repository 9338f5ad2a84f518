package counterfoil.persistence.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export without the database, by reading every byte of it once. In this order, and the first fault by position is
 * the one reported:
 *
 * <ol>
 *   <li>the head is signed by a trusted key, dated by a trusted cosigner if one is known, and the manifest speaks of it;
 *   <li>each event is well-formed, at its position, not marked as deleted, hashes to the leaf in its tile, and goes on from the
 *       number before in its entity; tiles hash to the tiles above and lead to the signed root;
 *   <li>the log goes on from every earlier head: those in the export, the auditor's, the witness file's.
 * </ol>
 *
 * <p>Then the witness file is brought forward.
 */
public final class Verifier {
    private final VerifyRequest request;

    private Verifier(VerifyRequest request) {
        this.request = request;
    }

    /** Checks an export; never throws for what it finds in the folder. */
    public static Verification verify(VerifyRequest request) {
        try {
            return new Verifier(request).run();
        } catch (FaultFound e) {
            return Verification.faulty(e.fault());
        } catch (CannotCheck e) {
            return Verification.unchecked(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Verification.unchecked("cannot read: " + e);
        } catch (UncheckedIOException e) {
            return Verification.unchecked("cannot read: " + e.getCause());
        }
    }

    private Verification run() throws IOException {
        Optional<Witness> witness = request.witness() == null ? Optional.empty() : Witness.read(request.witness());
        Optional<String> keptHead = keptHead();
        ExportReader export = open();
        Trust trust = trust(witness, keptHead, export);
        SignedHead head = head(export.seal().head(), trust);
        requireTime(head, trust);
        requireManifest(export.manifest(), head.checkpoint());
        EarlierHeads all = outside(witness, keptHead, trust);
        boolean hasOutside = all.count() > 0;
        addFromExport(all, export, trust);
        int entities = checkContent(export, head.checkpoint(), all);
        Optional<Fault> fault = all.compare(export, head.checkpoint());
        if (fault.isPresent()) {
            throw new FaultFound(fault.get());
        }
        List<String> remarks = new ArrayList<>();
        Path file = request.witness();
        if (file != null) {
            remarks.add(advance(file, witness, trust, head));
        }
        Verification.Scope scope = new Verification.Scope(
                head, export.from(), export.to(), entities, trust.source().word(), all.count());
        Verification.Verdict verdict = hasOutside ? Verification.Verdict.VERIFIED : Verification.Verdict.COMPLETE;
        return new Verification(verdict, Optional.of(scope), Optional.empty(), remarks);
    }

    private ExportReader open() throws IOException {
        if (!Files.isRegularFile(request.folder().resolve(ExportLayout.MANIFEST))) {
            throw new CannotCheck(request.folder() + " is no export: it has no " + ExportLayout.MANIFEST);
        }
        try {
            return ExportReader.open(request.folder());
        } catch (SealProblem e) {
            throw FaultFound.of(Fault.Kind.HEAD_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private Trust trust(Optional<Witness> witness, Optional<String> keptHead, ExportReader export) {
        try {
            return Trust.of(request.keys(), witness, keptHead, export.seal());
        } catch (SealProblem e) {
            throw FaultFound.of(Fault.Kind.HEAD_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static SignedHead head(String note, Trust trust) {
        try {
            return SignedHead.open(note, trust.keys());
        } catch (SealProblem e) {
            Fault.Kind kind =
                    e.kind() == SealProblem.Kind.UNKNOWN_KEY ? Fault.Kind.KEY_DIFFERS : Fault.Kind.HEAD_REFUSED;
            throw FaultFound.of(kind, String.valueOf(e.getMessage()));
        }
    }

    /** A line of another key is passed over by the format, so without this a time could be taken off a head. */
    private static void requireTime(SignedHead head, Trust trust) {
        boolean knowsCosigner =
                trust.keys().stream().anyMatch(key -> key.algorithm() == VerifierKey.Algorithm.COSIGNATURE);
        if (knowsCosigner && head.cosignedAt().isEmpty()) {
            throw FaultFound.of(Fault.Kind.HEAD_REFUSED, "no trusted cosigner says when the head was the newest");
        }
    }

    private static void requireManifest(ExportManifest manifest, Checkpoint head) {
        if (!manifest.origin().equals(head.origin())) {
            throw FaultFound.of(
                    Fault.Kind.HEAD_REFUSED,
                    "the manifest is of the log " + Texts.shown(manifest.origin()) + ", the head of " + head.origin());
        }
        if (manifest.size() != head.size()) {
            throw FaultFound.at(
                    Math.min(manifest.size(), head.size()),
                    Fault.Kind.HEAD_REFUSED,
                    "the manifest speaks of a log of " + manifest.size() + " events, the signed head of "
                            + head.size());
        }
        if (!manifest.root().equals(Texts.base64(head.root()))) {
            throw FaultFound.of(Fault.Kind.HEAD_REFUSED, "the manifest has another root than the signed head");
        }
    }

    private Optional<String> keptHead() throws IOException {
        Path file = request.head();
        if (file == null) {
            return Optional.empty();
        }
        try {
            String note = ExportReader.text(file);
            Checkpoint.parse(Note.parse(note).text());
            return Optional.of(note);
        } catch (SealProblem e) {
            throw new CannotCheck("the head in " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** What the auditor had before: only that makes a verdict more than complete. */
    private EarlierHeads outside(Optional<Witness> witness, Optional<String> keptHead, Trust trust) {
        EarlierHeads heads = new EarlierHeads();
        witness.ifPresent(known -> heads.add("the witness file", known.head().checkpoint()));
        keptHead.ifPresent(note ->
                heads.add("the head in " + request.head(), head(note, trust).checkpoint()));
        return heads;
    }

    private static void addFromExport(EarlierHeads heads, ExportReader export, Trust trust) {
        for (String note : export.seal().earlierHeads()) {
            try {
                Checkpoint earlier = SignedHead.open(note, trust.keys()).checkpoint();
                heads.add("head " + earlier.size() + " in the export", earlier);
            } catch (SealProblem e) {
                // Signed by a key that was retired before the trusted ones: nothing can be concluded from it.
                if (e.kind() != SealProblem.Kind.UNKNOWN_KEY) {
                    throw FaultFound.of(Fault.Kind.HEAD_REFUSED, "an earlier head in the export: " + e.getMessage());
                }
            }
        }
    }

    private static int checkContent(ExportReader export, Checkpoint head, EarlierHeads earlier) throws IOException {
        TreeCheck tree = new TreeCheck(export, head);
        EventCheck events = new EventCheck(export, tree);
        @Nullable Fault first = tree.faultAbove().orElse(null);
        try {
            events.run();
        } catch (FaultFound e) {
            first = first == null ? e.fault() : earlier(e.fault(), first);
        }
        if (first != null) {
            throw new FaultFound(first);
        }
        if (!tree.leadsToRoot()) {
            long same = earlier.sameUpTo(export, head.size());
            throw FaultFound.at(
                    same,
                    Fault.Kind.ROOT_DIFFERS,
                    "events and tiles fit together, but they are not the log that was signed: something differs in"
                            + " the positions " + same + " to " + (head.size() - 1));
        }
        requireNothingElse(export);
        return events.entities();
    }

    private static Fault earlier(Fault one, Fault other) {
        return one.position().orElse(0) <= other.position().orElse(0) ? one : other;
    }

    private static void requireNothingElse(ExportReader export) throws IOException {
        Set<String> expected = export.eventFiles();
        try (Stream<Path> files = Files.list(export.folder().resolve(ExportLayout.EVENTS))) {
            List<String> unexpected = files.map(file -> ExportLayout.EVENTS + "/" + file.getFileName())
                    .filter(name -> !expected.contains(name))
                    .sorted()
                    .toList();
            if (!unexpected.isEmpty()) {
                throw FaultFound.of(
                        Fault.Kind.UNEXPECTED_FILE, "the export does not say what " + unexpected.getFirst() + " is");
            }
        }
    }

    private static String advance(Path file, Optional<Witness> witness, Trust trust, SignedHead head)
            throws IOException {
        Witness next = Witness.of(trust.keys(), head);
        long size = head.checkpoint().size();
        if (witness.isEmpty()) {
            next.write(file);
            return "The witness file " + file + " was made and remembers head " + size + ".";
        }
        long before = witness.get().head().checkpoint().size();
        if (before == size && witness.get().keys().equals(next.keys())) {
            return "The witness file remembers this head already.";
        }
        // Another check may have brought the file forward meanwhile.
        long newest = Witness.read(file)
                .map(known -> known.head().checkpoint().size())
                .orElse(0L);
        if (newest > size) {
            return "The witness file was brought forward to head " + newest + " meanwhile.";
        }
        next.write(file);
        return "The witness file went on from head " + before + " to head " + size + ".";
    }
}
