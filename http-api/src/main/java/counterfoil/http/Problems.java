package counterfoil.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems that more than one place answers. */
public final class Problems {
    private Problems() {}

    static Problem bodyTooLarge() {
        return Problem.of(413, "body-too-large", "The body is larger than 10 MiB", null);
    }

    /** A body of a type that is not read, and what would be. */
    public static Problem unsupportedMediaType(String detail) {
        return Problem.of(415, "unsupported-media-type", "The body is of a type that is not read here", detail);
    }

    /** A path at which nothing stands. */
    public static Problem unknownPath() {
        return Problem.of(404, "unknown-path", "Nothing stands at this path", null);
    }

    static Problem unauthenticated() {
        return Problem.of(
                401, "unauthenticated", "This needs a bearer token", "Send it as Authorization: Bearer <token>");
    }

    static Problem internal() {
        return Problem.of(500, "internal-error", "Something here is broken; the request id finds it in the log", null);
    }

    /** The database does not answer. */
    public static Problem databaseUnavailable() {
        return Problem.of(
                503, "database-unavailable", "The database is away; nothing was done, try again shortly", null);
    }

    /** A write of which nobody can say whether it took effect. */
    public static Problem outcomeUnknown() {
        return Problem.of(
                503,
                "outcome-unknown",
                "Whether this took effect is not known",
                "Send it again with the same Idempotency-Key to get the outcome; it takes effect once");
    }

    /** The keys of personal texts cannot be reached. */
    public static Problem keysUnavailable() {
        return Problem.of(
                503,
                "keys-unavailable",
                "The keys of personal texts cannot be reached; nothing was done, try again shortly",
                null);
    }

    /** A free text from somebody whose personal data was erased for ever. */
    public static Problem subjectErased() {
        return Problem.of(
                409,
                "subject-erased",
                "The personal data of who asks was erased",
                "nothing that this principal writes can be kept; leave the reason out");
    }

    /** The node stood still for a while and has not found out yet what it missed. */
    static Problem nodePaused() {
        return Problem.of(
                503,
                "node-paused",
                "This node stood still and does not know yet what it missed; ask again shortly, or another node",
                null);
    }

    /** Too few members of the cluster vouch for this node. */
    static Problem noMajority() {
        return Problem.of(
                503,
                "no-majority",
                "This node does not reach a majority of the cluster; ask again shortly, or another node",
                null);
    }

    /** As many commands wait for an entity as may. */
    static Problem entityBusy() {
        return Problem.of(503, "entity-busy", "Too many requests wait for this entity; nothing was done", null);
    }

    /** As many requests are in flight as may be. */
    static Problem overloaded() {
        return Problem.of(503, "overloaded", "This node works on as many requests as it may; nothing was done", null);
    }

    /** A read that took longer than a request may. */
    public static Problem deadlineExceeded() {
        return Problem.of(503, "deadline-exceeded", "No answer in time; try again shortly", null);
    }

    /** A query parameter that is not of its form, is out of range, or is missing. */
    public static Problem invalidParameter(String name, @Nullable String value, String allowed) {
        String message = value == null ? "missing; " + allowed : "'" + shorten(value) + "': " + allowed;
        return new Problem(
                422,
                "invalid-parameter",
                "A query parameter is not as it must be",
                name + " " + message,
                List.of(new Problem.FieldError(name, message)));
    }

    /** An instrument that nobody listed. */
    public static Problem unknownInstrument(String asked) {
        return Problem.of(404, "unknown-instrument", "There is no such instrument", "asked for " + shorten(asked));
    }

    /** A benchmark that nobody listed, or had listed by the instant asked for. */
    public static Problem unknownBenchmark(String asked) {
        return new Problem(
                422,
                "unknown-benchmark",
                "There is no such instrument to compare with",
                "asked for " + shorten(asked),
                List.of(new Problem.FieldError("benchmark", "'" + shorten(asked) + "': no instrument has this name")));
    }

    /** An instrument that nobody had listed by an instant. */
    public static Problem unknownInstrument(String asked, Instant knownAt) {
        return Problem.of(
                404,
                "unknown-instrument",
                "There is no such instrument",
                "asked for " + shorten(asked) + ", which nobody had listed at " + knownAt);
    }

    /** A question for what will be known. */
    static Problem knownAtInFuture(Instant knownAt) {
        return new Problem(
                422,
                "known-at-in-future",
                "What will be known then is not known yet",
                "known_at is " + knownAt + "; a date means the end of that day in UTC",
                List.of(new Problem.FieldError("known_at", "lies in the future")));
    }

    /** An entity that has no events, or had none yet. */
    public static Problem unknownEntity(String detail) {
        return Problem.of(404, "unknown-entity", "There is no such entity", detail);
    }

    /** Too many replays. */
    public static Problem replayBusy() {
        return Problem.of(
                503, "replay-busy", "Too many questions about the past wait already; try again shortly", null);
    }

    /** A row of the journal that cannot be read, by the entity's persistence id and the row's sequence number. */
    public static Problem journalUnreadable(String persistenceId, long sequenceNumber) {
        return Problem.of(
                500,
                "journal-unreadable",
                "A row of this entity's journal cannot be read; other entities are not concerned",
                shorten(persistenceId) + " at sequence number " + sequenceNumber);
    }

    /** At most 80 characters of what the client sent. */
    public static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
