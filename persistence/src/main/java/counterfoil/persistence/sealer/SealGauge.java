package counterfoil.persistence.sealer;

import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.query.SealStatus.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collects what {@link SealStatus} tells; written by the sealer's threads, read by anybody. */
final class SealGauge {
    private State state = State.STARTING;
    private @Nullable String reason;
    private int logId;
    private String origin = "";
    private long size;
    private long missing;
    private @Nullable Instant behindSince;
    private long headSize = -1;
    private @Nullable Instant headAt;
    private long late;
    private int holes;
    private @Nullable String exportProblem;

    synchronized SealStatus status() {
        return new SealStatus(
                state, reason, logId, origin, size, missing, behindSince, headSize, headAt, late, holes, exportProblem);
    }

    synchronized void stopped(State why, String because, Instant now) {
        state = why;
        reason = because;
        behindSince = behindSince == null ? now : behindSince;
    }

    /** The tables were looked at: rows wait above the high water, or they do not. */
    synchronized void looked(boolean isWorking, LogState found, boolean rowsWait, Instant now) {
        boolean hasMoved = found.logId() != logId || found.size() != size;
        state = isWorking ? State.WORKING : State.STANDBY;
        reason = null;
        logId = found.logId();
        origin = found.origin();
        size = found.size();
        behindSince = !rowsWait ? null : (behindSince == null || hasMoved ? now : behindSince);
    }

    synchronized void sealed(Memory memory) {
        size = memory.state().size();
        missing = memory.gaps().count();
        behindSince = null;
    }

    synchronized void late(int rows) {
        late += rows;
    }

    synchronized void holes(int entities) {
        holes = entities;
    }

    synchronized void head(long ofSize, Instant madeAt) {
        headSize = ofSize;
        headAt = madeAt;
    }

    synchronized void exported(@Nullable String problem) {
        exportProblem = problem;
    }
}
