package counterfoil.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import counterfoil.market.Identifier;
import counterfoil.market.Validity;
import java.util.List;

/** Why an entity did not do what it was asked. Nothing was recorded. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "refusal")
@JsonSubTypes({
    @JsonSubTypes.Type(Refusal.UnknownInstrument.class),
    @JsonSubTypes.Type(Refusal.InstrumentDiffers.class),
    @JsonSubTypes.Type(Refusal.AlreadyDelisted.class),
    @JsonSubTypes.Type(Refusal.IdentifierTaken.class),
    @JsonSubTypes.Type(Refusal.IdentifierUnconfirmed.class),
    @JsonSubTypes.Type(Refusal.IdentifierNotHeld.class),
    @JsonSubTypes.Type(Refusal.CommandReused.class),
    @JsonSubTypes.Type(Refusal.SequenceChanged.class),
    @JsonSubTypes.Type(Refusal.UnknownQuestion.class),
    @JsonSubTypes.Type(Refusal.QuestionSettled.class),
    @JsonSubTypes.Type(Refusal.UnknownImport.class),
    @JsonSubTypes.Type(Refusal.ActionDiffers.class),
    @JsonSubTypes.Type(Refusal.LimitReached.class),
    @JsonSubTypes.Type(Refusal.InvalidParameter.class),
    @JsonSubTypes.Type(Refusal.AdjustmentUnavailable.class),
    @JsonSubTypes.Type(Refusal.UnknownHold.class),
    @JsonSubTypes.Type(Refusal.HoldOver.class),
    @JsonSubTypes.Type(Refusal.SecondPersonNeeded.class),
    @JsonSubTypes.Type(Refusal.EntityBusy.class),
    @JsonSubTypes.Type(Refusal.MessageTooLarge.class)
})
public sealed interface Refusal {
    /** Nobody listed this instrument. */
    record UnknownInstrument(String asked) implements Refusal {}

    /** The instrument is listed already, with other details; {@code fields} names those that differ. */
    record InstrumentDiffers(String instrumentId, List<String> fields) implements Refusal {}

    /** The instrument was delisted on another date. */
    record AlreadyDelisted(String instrumentId, String on) implements Refusal {}

    /** Another instrument owns the identifier for dates that overlap. */
    record IdentifierTaken(Identifier identifier, String heldBy, Validity validity) implements Refusal {}

    /** Whether the identifier is free could not be found out in time; nothing was changed and asking again is safe. */
    record IdentifierUnconfirmed(Identifier identifier) implements Refusal {}

    /** The instrument does not have the identifier on the date. */
    record IdentifierNotHeld(Identifier identifier, String on) implements Refusal {}

    /** The command's identity was used before, for something else. */
    record CommandReused(String commandId) implements Refusal {}

    /** The entity has moved on since the caller read it. */
    record SequenceChanged(long expected, long actual) implements Refusal {}

    /** The instrument has no question of this number. */
    record UnknownQuestion(long question) implements Refusal {}

    /** The question is settled, the other way. */
    record QuestionSettled(long question, String how) implements Refusal {}

    /** The instrument has no import of this id. */
    record UnknownImport(String importId) implements Refusal {}

    /** An action of the same kind and ex-date is recorded with other terms. */
    record ActionDiffers(String actionId, String recorded, String given) implements Refusal {}

    /** A limit would be passed; {@code limit} is its name in the documentation. */
    record LimitReached(String limit, long allowed, long asked) implements Refusal {}

    /** A parameter that only the entity can judge is out of range. */
    record InvalidParameter(String parameter, String value, String allowed) implements Refusal {}

    /** The series cannot be adjusted as asked, and why. */
    record AdjustmentUnavailable(String reason) implements Refusal {}

    /** There is no legal hold of this id. */
    record UnknownHold(String holdId) implements Refusal {}

    /** The legal hold was released before. */
    record HoldOver(String holdId, String releasedAt) implements Refusal {}

    /** The release of a legal hold was asked by the same person, and a second one must agree. */
    record SecondPersonNeeded(String holdId, String askedBy) implements Refusal {}

    /** As many commands wait for the entity as may; this one was not looked at. */
    record EntityBusy() implements Refusal {}

    /** The command, or the answer, would take more bytes than two nodes send each other in one message. */
    record MessageTooLarge(int bytes, int limit) implements Refusal {}
}
