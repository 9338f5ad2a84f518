package counterfoil.node.live;

/**
 * Positions as clients are told them: those of the first log as they are, those of log n from (n − 1) · 2^40 on. So they
 * rise into a new log too, and one of an old log can be told from one of the log that is open.
 *
 * @param logId number of the log, from 1
 * @param position in that log; -1 for before the first
 */
record LogPosition(int logId, long position) {
    /** Positions of one log: a thousand billion events. With 8,192 logs still a whole number in JSON. */
    private static final long OF_ONE_LOG = 1L << 40;

    static LogPosition of(long told) {
        return told < 0
                ? new LogPosition(1, -1)
                : new LogPosition((int) Math.min(Integer.MAX_VALUE, told / OF_ONE_LOG + 1), told % OF_ONE_LOG);
    }

    long told() {
        return (logId - 1) * OF_ONE_LOG + position;
    }
}
