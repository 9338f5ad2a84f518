package counterfoil.persistence.query;

import counterfoil.persistence.seal.EventProof;
import counterfoil.persistence.seal.Merkle;
import counterfoil.persistence.seal.Proofs;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be proven of one event. */
public sealed interface ProvenEvent {
    /** It stands in the log. */
    record Proven(PublishedLog log, JournalRow row, EventProof proof) implements ProvenEvent {}

    /** Nothing is published yet. */
    record NothingSealed() implements ProvenEvent {}

    /** The journal has no such event. */
    record Unknown() implements ProvenEvent {}

    /** The journal has it, and no signed head covers it yet. */
    record NotSealedYet() implements ProvenEvent {}

    /** The row is not what was sealed at this position. */
    record Altered(long position) implements ProvenEvent {}

    /**
     * Proves an event under the newest head. Blocks; a handful of reads by key.
     *
     * @throws LogUnreadable as {@link SealedHashes} does
     */
    static ProvenEvent of(Connections connections, String persistenceId, long sequenceNumber) throws SQLException {
        Optional<PublishedLog> published = PublishedLog.read(connections);
        if (published.isEmpty()) {
            return new NothingSealed();
        }
        PublishedLog log = published.get();
        Optional<JournalRow> row = JournalRow.find(connections, persistenceId, sequenceNumber);
        if (row.isEmpty()) {
            return new Unknown();
        }
        OptionalLong position = new SealedEvents(connections).positionOf(log.logId(), persistenceId, sequenceNumber);
        if (position.isEmpty() || position.getAsLong() >= log.size()) {
            return new NotSealedYet();
        }
        byte[] leafData = row.get().leaf().data();
        try (SealedHashes hashes = SealedHashes.open(connections, log.logId())) {
            byte[] sealed = hashes.read(0, position.getAsLong(), 1);
            if (row.get().deleted() || !Arrays.equals(sealed, Merkle.leafHash(leafData))) {
                return new Altered(position.getAsLong());
            }
            List<byte[]> path = Proofs.inclusion(hashes, position.getAsLong(), log.size());
            EventProof proof = new EventProof(
                    position.getAsLong(), leafData, path, log.head().note());
            return new Proven(log, row.get(), proof);
        }
    }
}
