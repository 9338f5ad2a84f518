package counterfoil.http.audit;

import counterfoil.http.Problem;
import counterfoil.http.Problems;

/** What can be wrong with a question about the log. */
final class AuditProblems {
    private AuditProblems() {}

    static Problem nothingSealed() {
        return Problem.of(404, "nothing-sealed", "No head of the log is signed yet", null);
    }

    static Problem unknownTile(String path) {
        return Problem.of(404, "unknown-tile", "The published log has no such tile", Problems.shorten(path));
    }

    static Problem unknownEvent(String persistenceId, long sequenceNumber) {
        return Problem.of(
                404,
                "unknown-event",
                "The journal has no such event",
                Problems.shorten(persistenceId) + ", sequence number " + sequenceNumber);
    }

    static Problem notSealedYet() {
        return Problem.of(
                409,
                "not-sealed-yet",
                "No signed head covers the event yet",
                "it is in the journal; ask again in a second");
    }

    static Problem journalAltered(long position) {
        return Problem.of(
                409,
                "journal-altered",
                "The journal is not what was sealed",
                "the row at position " + position + " was changed after it was sealed");
    }

    static Problem sizeBeyondLog(String parameter, long asked, long size) {
        return Problems.invalidParameter(parameter, Long.toString(asked), "the published log has a size of " + size);
    }
}
