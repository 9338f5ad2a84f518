package counterfoil.persistence.sealer;

/**
 * The row of {@code seal_state}: how far the log is.
 *
 * @param size positions 0 to size - 1 are taken
 * @param frontier what {@code Frontier.of} takes
 * @param lowWater every number up to here is sealed or dead
 * @param highWater above here nothing was looked at
 */
record LogState(int logId, String origin, long size, byte[] root, byte[] frontier, long lowWater, long highWater) {
    /** Whether this is the same place of the same log, as seen by somebody who remembers the other. */
    boolean isSamePlaceAs(LogState other) {
        return logId == other.logId && size == other.size && highWater == other.highWater;
    }
}
