package counterfoil.persistence.journal;

import org.jspecify.annotations.Nullable;

/** A journal row that cannot be read or applied, so that nothing after it can be told of its entity. */
public final class JournalUnreadable extends RuntimeException {
    private final String persistenceId;
    private final long sequenceNumber;

    /** The row at this sequence number, and what is wrong with it. */
    public JournalUnreadable(String persistenceId, long sequenceNumber, String reason, @Nullable Throwable cause) {
        super(persistenceId + " sequence number " + sequenceNumber + ": " + reason, cause);
        this.persistenceId = persistenceId;
        this.sequenceNumber = sequenceNumber;
    }

    /** The entity that the row belongs to. */
    public String persistenceId() {
        return persistenceId;
    }

    /** Which of the entity's events it is, from 1. */
    public long sequenceNumber() {
        return sequenceNumber;
    }
}
