package counterfoil.protocol.seal;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;

/** A fact about the log. */
public sealed interface SealEvent extends Event {
    /**
     * A new log begins with this event at position 0, because what was published of the one before is not all in the
     * database any more.
     *
     * @param logId number of the new log, from 2
     * @param origin its name in signed heads
     * @param previousOrigin name of the log before it
     * @param previousSize size of the newest head that was published of that one
     * @param previousRoot root of that head, 64 hex digits
     */
    record LogOpened(
            int logId, String origin, String previousOrigin, long previousSize, String previousRoot, Cause cause)
            implements SealEvent {}
}
