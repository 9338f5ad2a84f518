package counterfoil.persistence.projection;

import org.apache.pekko.projection.ProjectionId;

/**
 * One build of a table.
 *
 * @param table name of the table
 * @param build number, from 1
 * @param slot where its rows are, 0 or 1
 * @param logId the log whose positions it counts
 * @param shape version of what is written
 */
record BuildId(String table, int build, int slot, int logId, int shape) {
    /** Tables are read as a whole: see ADR 0016. */
    static final int SLICES = 1;

    /** Name of its projection: table, version (shape and build), log and number of slices. */
    ProjectionId projection() {
        return ProjectionId.of(projectionName(), "slice-0");
    }

    String projectionName() {
        return "%s.v%d-%d.log%d.of%d".formatted(table, shape, build, logId, SLICES);
    }
}
