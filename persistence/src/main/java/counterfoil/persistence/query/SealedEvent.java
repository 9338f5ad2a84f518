package counterfoil.persistence.query;

import counterfoil.persistence.seal.ExportedEvent;

/**
 * A journal row at its place in the log.
 *
 * @param position index of its leaf, from 0, without gaps
 * @param persistenceId the entity's: type, a bar, entity id
 * @param sequenceNumber of the event in its entity, from 1
 * @param writeTimestamp when it was written, milliseconds since 1970
 * @param serializerId what wrote the payload
 * @param manifest the event's stable name
 * @param payload as stored
 * @param deleted whether somebody marked the row as deleted, which nothing of ours does
 * @param ordering the journal's own number of the row, the same in every log
 */
public record SealedEvent(
        long position,
        String persistenceId,
        long sequenceNumber,
        long writeTimestamp,
        int serializerId,
        String manifest,
        byte[] payload,
        boolean deleted,
        long ordering) {
    /** The same as an export has it. */
    public ExportedEvent exported() {
        return new ExportedEvent(
                position, persistenceId, sequenceNumber, writeTimestamp, serializerId, manifest, deleted, payload);
    }
}
