package counterfoil.persistence.query;

/**
 * What an answer from a read table rests on.
 *
 * @param logId the log; 0 before there is one
 * @param build number of the build that was read; 0 before there is one
 * @param position the last position that the table has; -1 before the first
 * @param changedPosition the last position that changed the table; the same answer is given until it moves
 */
public record TableBasis(int logId, int build, long position, long changedPosition) {
    /** Nothing was built yet. */
    public static final TableBasis NONE = new TableBasis(0, 0, -1, -1);
}
