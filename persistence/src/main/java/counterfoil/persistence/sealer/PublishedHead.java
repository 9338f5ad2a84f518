package counterfoil.persistence.sealer;

import java.time.Instant;

/**
 * A signed head of the log.
 *
 * @param note the C2SP signed note
 */
public record PublishedHead(int logId, String origin, long size, byte[] root, String note, Instant madeAt) {}
