package counterfoil.persistence.seal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A head whose signatures hold: a {@link Checkpoint}, signed by the log, and the instant at which a cosigner said that it was
 * the newest.
 *
 * @param checkpoint what is signed
 * @param note the signed note as published
 * @param cosignedAt whole seconds; empty if no trusted cosigner signed; of several the earliest
 * @param signedBy the trusted log keys that signed, at least one
 */
public record SignedHead(Checkpoint checkpoint, String note, Optional<Instant> cosignedAt, List<VerifierKey> signedBy) {
    // Instants end in the year one billion; C2SP lets a time be any number of 63 bits.
    private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

    /** Copies the keys. */
    public SignedHead {
        signedBy = List.copyOf(signedBy);
    }

    /**
     * Signs a head.
     *
     * @param at when it is signed; its part below a second is lost
     * @throws IllegalArgumentException if the key's name is not the origin of the checkpoint
     */
    public static SignedHead sign(Checkpoint checkpoint, LogKey logKey, CosignerKey cosigner, Instant at) {
        return sign(checkpoint, List.of(logKey), cosigner, at);
    }

    /** Signs a head with several keys of the log, as while its key is changed. */
    public static SignedHead sign(Checkpoint checkpoint, List<LogKey> logKeys, CosignerKey cosigner, Instant at) {
        if (logKeys.isEmpty()) {
            throw new IllegalArgumentException("a head needs a key of the log");
        }
        StringBuilder note = new StringBuilder(checkpoint.body()).append('\n');
        for (LogKey key : logKeys) {
            if (!key.verifier().name().equals(checkpoint.origin())) {
                throw new IllegalArgumentException(
                        "the key of " + key.verifier().name() + " does not sign heads of " + checkpoint.origin());
            }
            note.append(key.sign(checkpoint.body(), at));
        }
        note.append(cosigner.sign(checkpoint.body(), at));
        Instant second = Instant.ofEpochSecond(at.getEpochSecond());
        List<VerifierKey> keys = logKeys.stream().map(LogKey::verifier).toList();
        return new SignedHead(checkpoint, note.toString(), Optional.of(second), keys);
    }

    /**
     * Reads a signed head and checks it: at least one trusted key of the log that the checkpoint names signed it, and no
     * signature of a trusted key is false.
     *
     * @param trusted keys of logs and of cosigners
     * @throws SealProblem that says what is wrong
     */
    public static SignedHead open(String note, Collection<VerifierKey> trusted) {
        Note parsed = Note.parse(note);
        Checkpoint checkpoint = Checkpoint.parse(parsed.text());
        List<Note.Verified> verified = parsed.verify(trusted);
        List<VerifierKey> byLog = verified.stream()
                .map(Note.Verified::key)
                .filter(key -> key.algorithm() == VerifierKey.Algorithm.ED25519)
                .toList();
        if (byLog.isEmpty()) {
            String names =
                    String.join(", ", trusted.stream().map(VerifierKey::text).toList());
            throw new SealProblem(
                    SealProblem.Kind.UNKNOWN_KEY,
                    "the head " + checkpoint.size() + " of " + checkpoint.origin() + " is signed by none of the trusted"
                            + " keys: " + (names.isEmpty() ? "there are none" : names));
        }
        List<VerifierKey> ofOrigin = byLog.stream()
                .filter(key -> key.name().equals(checkpoint.origin()))
                .toList();
        if (ofOrigin.isEmpty()) {
            throw new SealProblem(
                    SealProblem.Kind.OTHER_LOG,
                    "the head is of the log " + checkpoint.origin() + ", its trusted signature of "
                            + byLog.getFirst().name());
        }
        return new SignedHead(checkpoint, note, earliest(verified), ofOrigin);
    }

    private static Optional<Instant> earliest(List<Note.Verified> verified) {
        OptionalLong seconds = verified.stream()
                .map(Note.Verified::seconds)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .filter(time -> time <= MAX_SECONDS)
                .min();
        return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
    }
}
