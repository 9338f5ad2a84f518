package counterfoil.http.audit;

import java.time.Instant;

/**
 * The state of an entity after some of its events.
 *
 * @param type type of the entity
 * @param id its id within the type
 * @param sequenceNumber how many events were applied, at least 1
 * @param recordedAt when the last of them was recorded
 * @param state what it holds, as JSON in UTF-8
 * @param digest SHA-256 of the state in its canonical encoding, in hex
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares two
public record ReplayedState(
        String type, String id, long sequenceNumber, Instant recordedAt, byte[] state, String digest) {}
