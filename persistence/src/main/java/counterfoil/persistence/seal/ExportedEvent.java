package counterfoil.persistence.seal;

import java.util.Arrays;

/**
 * One line of an export: a journal row at its position. All that the leaf covers, the payload in full, and the mark of deletion,
 * which no leaf covers and nothing of ours sets.
 *
 * @param position in the log, from 0
 * @param persistenceId the entity's
 * @param sequenceNumber of the event in its entity, from 1
 * @param writeTimestamp when it was written, milliseconds since 1970
 * @param serializerId what wrote the payload
 * @param manifest the event's stable name
 * @param deleted whether the row is marked as deleted
 * @param payload as stored, not copied
 */
public record ExportedEvent(
        long position,
        String persistenceId,
        long sequenceNumber,
        long writeTimestamp,
        int serializerId,
        String manifest,
        boolean deleted,
        byte[] payload) {
    /** Refuses texts that no leaf can hold, at most 65,535 bytes each. */
    public ExportedEvent {
        Leaf.requireText(persistenceId);
        Leaf.requireText(manifest);
    }

    /** What the log seals of it. */
    public Leaf leaf() {
        return Leaf.of(persistenceId, sequenceNumber, writeTimestamp, serializerId, manifest, payload);
    }

    /** Its line in an export, with the newline. */
    public byte[] line() {
        return EventLine.write(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportedEvent that
                && position == that.position
                && deleted == that.deleted
                && Arrays.equals(leaf().data(), that.leaf().data());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position);
    }
}
