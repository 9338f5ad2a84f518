package counterfoil.http;

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

    static Problem databaseUnavailable() {
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

    static Problem deadlineExceeded() {
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

    /** At most 80 characters of what the client sent. */
    public static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
