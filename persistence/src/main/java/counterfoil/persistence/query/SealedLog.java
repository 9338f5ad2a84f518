package counterfoil.persistence.query;

/**
 * The log that is open, as far as it is sealed.
 *
 * @param logId number of the log; grows by one when a new one is opened after a loss
 * @param origin its name in signed heads
 * @param size positions 0 to size - 1 are sealed
 * @param root root of the tree of that size, 32 bytes
 */
public record SealedLog(int logId, String origin, long size, byte[] root) {}
