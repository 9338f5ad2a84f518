package counterfoil.persistence.seal;

import java.util.OptionalLong;

/**
 * What is wrong with an export, and where.
 *
 * @param kind what is wrong
 * @param position the first one concerned; empty if the fault has no place in the log
 * @param message one sentence for the auditor
 */
public record Fault(Kind kind, OptionalLong position, String message) {
    /** What is wrong. */
    public enum Kind {
        /** An event that the export claims to hold is not there. */
        EVENT_MISSING,
        /** A line is no event, or an event stands where another belongs. */
        EVENT_MISPLACED,
        /** A line is not spelled as an export spells an event. */
        LINE_MALFORMED,
        /** An event is marked as deleted. */
        EVENT_DELETED,
        /** The sequence numbers of an entity have a gap or a repetition. */
        SEQUENCE_BROKEN,
        /** An event is not the one that was sealed. */
        EVENT_CHANGED,
        /** A tile is missing or is not the one that was sealed. */
        TILE_CHANGED,
        /** The folder holds more than it says. */
        UNEXPECTED_FILE,
        /** The hashes do not lead to the root that was signed. */
        ROOT_DIFFERS,
        /** The head is malformed, forged, or does not belong to this export. */
        HEAD_REFUSED,
        /** The head is signed by another key than the one that is trusted. */
        KEY_DIFFERS,
        /** The log is shorter than it was. */
        LOG_SHORTER,
        /** The log does not go on from an earlier head: it was rewritten, or two logs were shown. */
        LOG_REWRITTEN
    }

    static Fault at(long position, Kind kind, String message) {
        return new Fault(kind, OptionalLong.of(position), message);
    }

    static Fault of(Kind kind, String message) {
        return new Fault(kind, OptionalLong.empty(), message);
    }
}
