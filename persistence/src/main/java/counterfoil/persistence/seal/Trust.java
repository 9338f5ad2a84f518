package counterfoil.persistence.seal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys a check believes, and why. Keys that the auditor brings, or that the witness file remembers, are followed
 * through signed key changes; without either the keys that came with the export have to do, and the report says so.
 *
 * @param source where the first keys came from
 * @param keys all that are believed
 */
record Trust(Source source, Set<VerifierKey> keys) {
    /** Where keys came from. */
    enum Source {
        /** The auditor named them. */
        GIVEN("given"),
        /** The witness file remembers them. */
        WITNESS("witness"),
        /** They signed the earlier head that the auditor kept. */
        HEAD("head"),
        /** They lay in the export. */
        EXPORT("export");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * Decides whom to believe.
     *
     * @param given what the auditor named
     * @param witness what the auditor's file remembers
     * @param keptHead an earlier head of the auditor's as a note; of the keys in the export only those that signed it count,
     *     or a forger would only have to put his own beside them
     * @param seal what lies in the export
     */
    static Trust of(List<VerifierKey> given, Optional<Witness> witness, Optional<String> keptHead, ExportSeal seal) {
        Set<VerifierKey> keys = new LinkedHashSet<>(given);
        witness.ifPresent(known -> keys.addAll(known.keys()));
        if (!keys.isEmpty()) {
            return new Trust(given.isEmpty() ? Source.WITNESS : Source.GIVEN, follow(seal, keys));
        }
        List<VerifierKey> inExport =
                seal.keys().stream().map(VerifierKey::parse).toList();
        if (keptHead.isPresent()) {
            List<VerifierKey> signers = Note.parse(keptHead.get()).verify(inExport).stream()
                    .map(Note.Verified::key)
                    .toList();
            return new Trust(Source.HEAD, follow(seal, signers));
        }
        return new Trust(Source.EXPORT, new LinkedHashSet<>(inExport));
    }

    private static Set<VerifierKey> follow(ExportSeal seal, Collection<VerifierKey> keys) {
        List<KeyChange> changes = new ArrayList<>();
        for (String note : seal.keyChanges()) {
            changes.add(KeyChange.open(note));
        }
        return KeyChange.follow(changes, keys);
    }
}
