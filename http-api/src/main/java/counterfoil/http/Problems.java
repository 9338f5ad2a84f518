package counterfoil.http;

import counterfoil.protocol.Refusal;
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

    static Problem outcomeUnknown() {
        return Problem.of(
                503,
                "outcome-unknown",
                "Whether this took effect is not known",
                "Send it again with the same Idempotency-Key to get the outcome; it takes effect once");
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

    /** What to answer when an entity refuses. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownInstrument unknown -> unknownInstrument(unknown.asked());
            case Refusal.InstrumentDiffers differs -> instrumentDiffers(differs);
            case Refusal.AlreadyDelisted delisted ->
                Problem.of(
                        409, "already-delisted", "The instrument is delisted already", "delisted on " + delisted.on());
            case Refusal.IdentifierTaken taken -> identifierTaken(taken);
            case Refusal.IdentifierUnconfirmed unconfirmed ->
                Problem.of(
                        503,
                        "identifier-unconfirmed",
                        "Whether the identifier is free could not be found out; nothing was done, try again shortly",
                        unconfirmed.identifier().toString());
            case Refusal.CommandReused reused ->
                Problem.of(422, "idempotency-key-reused", "The Idempotency-Key was used for another request", null);
            case Refusal.SequenceChanged changed ->
                Problem.of(
                        412,
                        "sequence-changed",
                        "The instrument has changed since it was read",
                        "read at sequence number " + changed.expected() + ", now at " + changed.actual());
            case Refusal.UnknownQuestion unknown ->
                Problem.of(404, "unknown-question", "There is no such question", "question " + unknown.question());
            case Refusal.QuestionSettled settled ->
                Problem.of(
                        409,
                        "question-settled",
                        "The question is settled the other way",
                        "question " + settled.question() + " was " + settled.how());
            case Refusal.UnknownImport unknown ->
                Problem.of(404, "unknown-import", "There is no such import", "import " + shorten(unknown.importId()));
            case Refusal.ActionDiffers differs ->
                Problem.of(
                        409,
                        "action-differs",
                        "An action of the same kind and date is recorded with other terms",
                        differs.actionId() + ": recorded " + differs.recorded() + ", given " + differs.given());
            case Refusal.LimitReached reached ->
                Problem.of(
                        422,
                        "limit-reached",
                        "A limit would be passed",
                        reached.limit() + ": " + reached.allowed() + " allowed, " + reached.asked() + " asked");
            case Refusal.InvalidParameter invalid ->
                invalidParameter(invalid.parameter(), invalid.value(), invalid.allowed());
            case Refusal.AdjustmentUnavailable unavailable ->
                Problem.of(
                        422, "adjustment-unavailable", "The series cannot be adjusted as asked", unavailable.reason());
        };
    }

    private static Problem instrumentDiffers(Refusal.InstrumentDiffers differs) {
        return new Problem(
                409,
                "instrument-differs",
                "The instrument is listed already, with other details",
                "instrument " + differs.instrumentId() + " differs in " + String.join(", ", differs.fields()),
                differs.fields().stream()
                        .map(field -> new Problem.FieldError("/" + field, "differs from what is listed"))
                        .toList());
    }

    private static Problem identifierTaken(Refusal.IdentifierTaken taken) {
        return Problem.of(
                409,
                "identifier-taken",
                "Another instrument owns the identifier for overlapping dates",
                taken.identifier() + " is held by " + taken.heldBy() + " from "
                        + open(taken.validity().from()) + " to "
                        + open(taken.validity().to()));
    }

    private static String open(@Nullable Object date) {
        return date == null ? "ever" : date.toString();
    }

    /** At most 80 characters of what the client sent. */
    public static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
