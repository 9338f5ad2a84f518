package counterfoil.protocol.hold;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Caused;
import counterfoil.protocol.Message;
import org.apache.pekko.actor.typed.ActorRef;

/** What the register of legal holds hears. */
public sealed interface HoldCommand extends Message {
    /** Who waits for the answer. */
    ActorRef<HoldView> replyTo();

    /** What changes the register. */
    sealed interface Write extends HoldCommand, Caused {}

    /** Place a hold under a new id. Answers {@link HoldView.Kept}. */
    record PlaceHold(String holdId, HoldScope scope, Cause cause, ActorRef<HoldView> replyTo) implements Write {}

    /**
     * Release a hold: the first person's wish asks for it, a second person's does it. Answers {@link HoldView.Kept}, or
     * {@link HoldView.Refused} when the second is the first again.
     */
    record ReleaseHold(String holdId, Cause cause, ActorRef<HoldView> replyTo) implements Write {}

    /** One hold. Answers {@link HoldView.Kept}. */
    record GetHold(String holdId, ActorRef<HoldView> replyTo) implements HoldCommand {}

    /**
     * Holds in the order in which they were placed. Answers {@link HoldView.Page}.
     *
     * @param after how many to skip
     * @param limit most holds, 1 to {@link HoldView#MAX_PAGE}
     * @param onlyInForce whether to leave out those that were released
     */
    record ListHolds(int after, int limit, boolean onlyInForce, ActorRef<HoldView> replyTo) implements HoldCommand {}

    /** Whether a hold in force covers an entity. Answers {@link HoldView.Coverage}. */
    record FindCovering(String persistenceId, ActorRef<HoldView> replyTo) implements HoldCommand {}
}
