package counterfoil.persistence.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a node's sealer is.
 *
 * @param state what it does
 * @param reason why it does not seal, in one line; null when it may
 * @param logId number of the log; 0 before it was read
 * @param origin its name in signed heads; empty before it was read
 * @param size positions sealed, as far as this node knows
 * @param missing numbers of the journal passed over because they had no row yet
 * @param behindSince since when rows wait, as far as this node knows; null when none do
 * @param headSize size of the newest signed head; -1 when there is none
 * @param headAt when that was made
 * @param late rows that a reconciliation found outside of the log, since the node started
 * @param holes entities whose sequence numbers have holes, at the last reconciliation
 * @param exportProblem why the newest head could not be written outside the database; null when it was
 */
public record SealStatus(
        State state,
        @Nullable String reason,
        int logId,
        String origin,
        long size,
        long missing,
        @Nullable Instant behindSince,
        long headSize,
        @Nullable Instant headAt,
        long late,
        int holes,
        @Nullable String exportProblem) {
    /** What a sealer does. */
    public enum State {
        /** It has not reached the database yet. */
        STARTING,
        /** It seals. */
        WORKING,
        /** Another node seals. */
        STANDBY,
        /** The database is away. */
        WAITING,
        /** It would sign a fork, and does not. */
        REFUSED
    }

    /** Whether nobody need be alarmed. */
    public boolean isHealthy() {
        return state != State.REFUSED && state != State.WAITING && late == 0 && holes == 0 && exportProblem == null;
    }
}
