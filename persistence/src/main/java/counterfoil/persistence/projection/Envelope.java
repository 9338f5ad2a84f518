package counterfoil.persistence.projection;

import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;

/** What {@link SealedSource} emits, in the order of the log. */
sealed interface Envelope {
    /** The position up to which everything is done once this envelope is. */
    long position();

    /** The first position of the page it came from: everything before was emitted, or did not concern the table. */
    long pageFirst();

    /** An event that concerns the table. */
    record Entry(long pageFirst, SealedEvent event) implements Envelope {
        @Override
        public long position() {
            return event.position();
        }
    }

    /**
     * The end of a page, also of one in which nothing concerns the table: so the stored position moves on.
     *
     * @param position last position of the page
     */
    record PageEnd(long pageFirst, long position) implements Envelope {}

    /**
     * The row behind everything emitted so far is missing from the journal. Nothing follows but this again, until the row
     * is back; it travels with the events, so that those before it are written first.
     */
    record Lost(SealedEvents.MissingRow cause) implements Envelope {
        @Override
        public long position() {
            return cause.position() - 1;
        }

        @Override
        public long pageFirst() {
            return cause.position();
        }
    }
}
