package counterfoil.persistence.journal;

import org.jspecify.annotations.Nullable;

/** A write that was not acknowledged, and what is known about its rows. */
public final class JournalWriteFailed extends RuntimeException {

    /** What is known about the rows. */
    public enum Outcome {
        /** It never reached the database; the same write may be sent again later. */
        REFUSED,
        /** The database refused it: none of its rows is in the journal. */
        NOT_WRITTEN,
        /** The connection was lost on the way: all of its rows are in the journal, or none. */
        UNKNOWN
    }

    private final Outcome outcome;

    JournalWriteFailed(Outcome outcome, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** Returns what is known about the rows. */
    public Outcome outcome() {
        return outcome;
    }
}
