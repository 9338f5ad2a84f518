package counterfoil.http;

import counterfoil.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/** What to answer when an entity refuses. */
public final class RefusalProblem {
    private RefusalProblem() {}

    /** The problem that a refusal is to a client. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownInstrument unknown -> Problems.unknownInstrument(unknown.asked());
            case Refusal.InstrumentDiffers differs -> differs(differs);
            case Refusal.AlreadyDelisted delisted -> delisted(delisted);
            case Refusal.IdentifierTaken taken -> taken(taken);
            case Refusal.IdentifierUnconfirmed unconfirmed -> unconfirmed(unconfirmed);
            case Refusal.IdentifierNotHeld missing ->
                Problem.of(
                        409,
                        "identifier-not-held",
                        "The instrument does not have this identifier on that date",
                        missing.identifier() + " on " + missing.on());
            case Refusal.CommandReused reused -> reused();
            case Refusal.SequenceChanged changed -> changed(changed);
            case Refusal.UnknownQuestion unknown -> unknownQuestion("question " + unknown.question());
            case Refusal.QuestionSettled settled -> settled(settled);
            case Refusal.UnknownImport unknown -> unknownImport(unknown.importId());
            case Refusal.ActionDiffers differs -> differs(differs);
            case Refusal.LimitReached reached -> reached(reached);
            case Refusal.InvalidParameter invalid ->
                Problems.invalidParameter(invalid.parameter(), invalid.value(), invalid.allowed());
            case Refusal.AdjustmentUnavailable unavailable -> unavailable(unavailable);
            case Refusal.UnknownHold unknown -> unknownHold(unknown.holdId());
            case Refusal.HoldOver over ->
                Problem.of(409, "hold-over", "The legal hold is over", "released at " + over.releasedAt());
            case Refusal.SecondPersonNeeded needed -> secondPersonNeeded(needed);
            case Refusal.EntityBusy busy -> Problems.entityBusy();
            case Refusal.MessageTooLarge large ->
                Problem.of(
                        422,
                        "message-too-large",
                        "What is asked, or its answer, is too large for one message between nodes; ask for less",
                        large.bytes() + " bytes, " + large.limit() + " allowed");
        };
    }

    private static Problem differs(Refusal.InstrumentDiffers refusal) {
        return new Problem(
                409,
                "instrument-differs",
                "The instrument is listed already, with other details",
                "instrument " + refusal.instrumentId() + " differs in " + String.join(", ", refusal.fields()),
                refusal.fields().stream()
                        .map(field -> new Problem.FieldError("/" + field, "differs from what is listed"))
                        .toList());
    }

    private static Problem delisted(Refusal.AlreadyDelisted refusal) {
        return Problem.of(409, "already-delisted", "The instrument is delisted already", "delisted on " + refusal.on());
    }

    private static Problem taken(Refusal.IdentifierTaken refusal) {
        return Problem.of(
                409,
                "identifier-taken",
                "Another instrument owns the identifier for overlapping dates",
                refusal.identifier() + " is held by " + refusal.heldBy() + " from "
                        + open(refusal.validity().from()) + " to "
                        + open(refusal.validity().to()));
    }

    private static String open(@Nullable Object date) {
        return date == null ? "ever" : date.toString();
    }

    private static Problem unconfirmed(Refusal.IdentifierUnconfirmed refusal) {
        return Problem.of(
                503,
                "identifier-unconfirmed",
                "Whether the identifier is free could not be found out; nothing was done, try again shortly",
                refusal.identifier().toString());
    }

    private static Problem reused() {
        return Problem.of(422, "idempotency-key-reused", "The Idempotency-Key was used for another request", null);
    }

    private static Problem changed(Refusal.SequenceChanged refusal) {
        return sequenceChanged("read at sequence number " + refusal.expected() + ", now at " + refusal.actual());
    }

    /** An instrument that is not as the client read it. */
    static Problem sequenceChanged(String detail) {
        return Problem.of(412, "sequence-changed", "The instrument has changed since it was read", detail);
    }

    /** A question that the instrument does not have. */
    public static Problem unknownQuestion(String detail) {
        return Problem.of(404, "unknown-question", "There is no such question", detail);
    }

    private static Problem settled(Refusal.QuestionSettled refusal) {
        return Problem.of(
                409,
                "question-settled",
                "The question is settled the other way",
                "question " + refusal.question() + " was " + refusal.how());
    }

    /** An import that the instrument does not have. */
    public static Problem unknownImport(String importId) {
        return Problem.of(404, "unknown-import", "There is no such import", "import " + Problems.shorten(importId));
    }

    private static Problem differs(Refusal.ActionDiffers refusal) {
        return Problem.of(
                409,
                "action-differs",
                "An action of the same kind and date is recorded with other terms",
                refusal.actionId() + ": recorded " + refusal.recorded() + ", given " + refusal.given());
    }

    private static Problem reached(Refusal.LimitReached refusal) {
        return Problem.of(
                422,
                "limit-reached",
                "A limit would be passed",
                refusal.limit() + ": " + refusal.allowed() + " allowed, " + refusal.asked() + " asked");
    }

    private static Problem unavailable(Refusal.AdjustmentUnavailable refusal) {
        return Problem.of(422, "adjustment-unavailable", "The series cannot be adjusted as asked", refusal.reason());
    }

    /** A legal hold that nobody placed. */
    public static Problem unknownHold(String holdId) {
        return Problem.of(404, "unknown-hold", "There is no such legal hold", "hold " + Problems.shorten(holdId));
    }

    private static Problem secondPersonNeeded(Refusal.SecondPersonNeeded refusal) {
        return Problem.of(
                409,
                "second-person-needed",
                "Another person must agree to the release",
                "asked for by " + refusal.askedBy() + "; the hold stays in force");
    }
}
