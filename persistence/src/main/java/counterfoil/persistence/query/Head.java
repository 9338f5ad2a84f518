package counterfoil.persistence.query;

import java.time.Instant;

/**
 * A signed head, as it was published.
 *
 * @param size leaves of the tree that it signs
 * @param root root of that tree, 32 bytes
 * @param note the checkpoint with its signatures
 * @param madeAt when it was signed
 */
public record Head(long size, byte[] root, String note, Instant madeAt) {}
