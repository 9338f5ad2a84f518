package counterfoil.persistence.query;

import org.jspecify.annotations.Nullable;

/**
 * A journal row of one entity as it stands, whether or not it can be read.
 *
 * @param sequenceNumber of the event in its entity, from 1
 * @param writeTimestamp when it was written, milliseconds since 1970
 * @param deleted whether somebody marked the row as deleted, which nothing of ours does
 * @param serializerId what wrote the payload
 * @param manifest the event's stable name
 * @param payload as stored
 * @param position its place in the log that is open, from 0; null while it is not sealed
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a row; nobody compares two
public record StoredEvent(
        long sequenceNumber,
        long writeTimestamp,
        boolean deleted,
        int serializerId,
        String manifest,
        byte[] payload,
        @Nullable Long position) {}
