package counterfoil.persistence.seal;

import java.util.ArrayList;
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

    static Trust of(List<VerifierKey> given, Optional<Witness> witness, ExportSeal seal) {
        Set<VerifierKey> keys = new LinkedHashSet<>(given);
        witness.ifPresent(known -> keys.addAll(known.keys()));
        if (keys.isEmpty()) {
            seal.keys().forEach(key -> keys.add(VerifierKey.parse(key)));
            return new Trust(Source.EXPORT, keys);
        }
        List<KeyChange> changes = new ArrayList<>();
        for (String note : seal.keyChanges()) {
            changes.add(KeyChange.open(note));
        }
        return new Trust(given.isEmpty() ? Source.WITNESS : Source.GIVEN, KeyChange.follow(changes, keys));
    }
}
